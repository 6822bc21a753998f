import type { Cookies } from '@sveltejs/kit';
import { runtime } from '$lib/server/runtime';

// Whoever goes back from a booking comes to the address of its time, which nobody but they have taken.

const NAME = 'reslot-booked';
/** Seconds for which it is kept. */
const AGE = 3600;

/** Keeps in the browser which time it has booked last; an instant. */
export function rememberBooked(cookies: Cookies, startsAt: number): void {
	cookies.set(NAME, String(startsAt), {
		path: '/book',
		httpOnly: true,
		sameSite: 'lax',
		secure: runtime().config.origin.startsWith('https:'),
		maxAge: AGE
	});
}

/** Whether it is this browser itself that has booked the time just now. */
export const hasJustBooked = (cookies: Cookies, startsAt: number): boolean =>
	cookies.get(NAME) === String(startsAt);
