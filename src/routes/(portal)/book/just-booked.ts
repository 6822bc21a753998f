import type { Cookies } from '@sveltejs/kit';
import { runtime } from '$lib/server/runtime';

// Whoever goes back from a booking comes to the address of its time, which nobody but they have taken.

const NAME = 'reslot-booked';
/** Seconds for which it is kept. */
const AGE = 3600;

/** Keeps in the browser which time it has booked last, an instant, and the address of the booking. */
export function rememberBooked(cookies: Cookies, startsAt: number, address: string): void {
	cookies.set(NAME, `${startsAt} ${address}`, {
		path: '/book',
		httpOnly: true,
		sameSite: 'lax',
		secure: runtime().config.origin.startsWith('https:'),
		maxAge: AGE
	});
}

/** Where the booking is, if it is this browser itself that has booked the time just now; else null. */
export function justBookedAt(cookies: Cookies, startsAt: number): string | null {
	const { booked, address } = read(cookies);
	return booked === String(startsAt) && /^\/(b|portal)\//.test(address) ? address : null;
}

/** The secret of the link to what this browser has booked last, if it was given one. */
export const linkGiven = (cookies: Cookies): string | null =>
	/^\/b\/([^/]+)$/.exec(read(cookies).address)?.[1] ?? null;

function read(cookies: Cookies): { booked: string; address: string } {
	const [booked = '', address = ''] = cookies.get(NAME)?.split(' ') ?? [];
	return { booked, address };
}
