import { redirect, type Cookies } from '@sveltejs/kit';
import { customerCookie } from '$lib/server/portal/cookies';
import { signOutCustomer, type CustomerSession, type SignedIn } from '$lib/server/portal/session';
import { runtime } from '$lib/server/runtime';
import { forgetDraft } from '../book/draft';
import { forgetAsker } from './asker';
import { signInFor } from './next';

type Browser = { locals: App.Locals; cookies: Cookies };

/**
 * Gives the browser the session that it has just begun, in place of any that it had.
 * @param next where they go now: who signs in while they book takes along what they have typed
 */
export async function enter(
	browser: Browser,
	session: CustomerSession,
	next: string
): Promise<void> {
	await endSession(browser);
	if (!/^\/book(\?|$)/.test(next)) forgetDraft(browser.cookies);
	forgetAsker(browser.cookies, 'sign_in');
	const { name, attributes } = customerCookie(runtime().config.origin);
	const expires = new Date(session.expiresAt);
	browser.cookies.set(name, session.secret, { ...attributes, expires });
}

/** Ends the session of this browser, and forgets what was typed in it; that it has none is fine. */
export async function leave(browser: Browser): Promise<void> {
	await endSession(browser);
	forgetDraft(browser.cookies);
}

async function endSession({ locals, cookies }: Browser): Promise<void> {
	const { name, attributes } = customerCookie(runtime().config.origin);
	const secret = cookies.get(name);
	if (!secret) return;
	await signOutCustomer(locals.sql, secret);
	cookies.delete(name, attributes);
}

/** Who is signed in; anybody else is led to where they can, and then back. */
export function whoIsIn({ locals, url }: { locals: App.Locals; url: URL }): SignedIn {
	if (!locals.customer) redirect(303, signInFor(url));
	return locals.customer;
}
