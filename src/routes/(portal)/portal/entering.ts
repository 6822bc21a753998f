import { redirect, type Cookies } from '@sveltejs/kit';
import { customerCookie } from '$lib/server/portal/cookies';
import { signOutCustomer, type CustomerSession, type SignedIn } from '$lib/server/portal/session';
import { runtime } from '$lib/server/runtime';
import { forgetAsker } from './asker';
import { signInFor } from './next';

type Browser = { locals: App.Locals; cookies: Cookies };

/** Gives the browser the session that it has just begun, in place of any that it had. */
export async function enter(browser: Browser, session: CustomerSession): Promise<void> {
	await leave(browser);
	forgetAsker(browser.cookies, 'sign_in');
	const { name, attributes } = customerCookie(runtime().config.origin);
	const expires = new Date(session.expiresAt);
	browser.cookies.set(name, session.secret, { ...attributes, expires });
}

/** Ends the session of this browser; that it has none is fine. */
export async function leave({ locals, cookies }: Browser): Promise<void> {
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
