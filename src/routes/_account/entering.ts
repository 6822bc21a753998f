import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { sessionCookie } from '$lib/server/accounts/cookie';
import type { Device, Session } from '$lib/server/accounts/session';
import { runtime } from '$lib/server/runtime';

/** Gives the browser the session that it has just begun. */
export function keepSession(cookies: Cookies, session: Session): void {
	const cookie = sessionCookie(runtime().config.origin);
	const expires = new Date(session.expiresAt);
	cookies.set(cookie.name, session.secret, { ...cookie.attributes, expires });
}

/** What somebody signs in with, as their session shall say it. */
export const deviceOf = ({ request, getClientAddress }: RequestEvent): Device => ({
	userAgent: request.headers.get('user-agent') ?? '',
	networkAddress: getClientAddress()
});

/** Why there is nothing to do but wait; `milliseconds` until the next try is let through. */
export function waitWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
	return `Too many tries. Wait ${wait}, then try again.`;
}
