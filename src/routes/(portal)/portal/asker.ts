import type { Cookies } from '@sveltejs/kit';
import type { ProofPurpose } from '$lib/server/portal/ask';
import { askerCookie } from '$lib/server/portal/cookies';
import { runtime } from '$lib/server/runtime';

/** The secret of a browser that has asked for a mail by which an address is proved. */
export const askerOf = (cookies: Cookies, purpose: ProofPurpose): string | undefined =>
	cookies.get(askerCookie(runtime().config.origin, purpose).name);

/** Milliseconds for which a browser is known after its mail is out of date: it may have proved by then. */
const LINGERS = 3_600_000;

/** Has the browser known as the one that asked; `expiresAt` is an instant. */
export function keepAsker(
	cookies: Cookies,
	purpose: ProofPurpose,
	{ asker, expiresAt }: { asker: string; expiresAt: number }
): void {
	const { name, attributes } = askerCookie(runtime().config.origin, purpose);
	cookies.set(name, asker, { ...attributes, expires: new Date(expiresAt + LINGERS) });
}

/** The browser has what it asked for. */
export function forgetAsker(cookies: Cookies, purpose: ProofPurpose): void {
	const { name, attributes } = askerCookie(runtime().config.origin, purpose);
	cookies.delete(name, attributes);
}
