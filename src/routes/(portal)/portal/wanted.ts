import type { Cookies } from '@sveltejs/kit';
import { askerCookie } from '$lib/server/portal/cookies';
import { runtime } from '$lib/server/runtime';
import { nextOf, wantedPage } from './next';

const NAME = 'reslot-wanted';
/** Seconds for which it is kept: a mail's link works for less. */
const AGE = 3600;

const attributes = () => askerCookie(runtime().config.origin, 'sign_in').attributes;

/** Keeps which page somebody wanted before they sign in, for the link of the mail to lead there. */
export function keepWanted(cookies: Cookies, url: URL): void {
	cookies.set(NAME, nextOf(url), { ...attributes(), maxAge: AGE });
}

/** Which page that was; the list of bookings in any other browser. */
export function takeWanted(cookies: Cookies): string {
	const wanted = wantedPage(cookies.get(NAME) ?? null);
	cookies.delete(NAME, attributes());
	return wanted;
}
