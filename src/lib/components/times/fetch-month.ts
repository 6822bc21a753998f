import type { MonthOfTimes } from './months';

/** The server does not show these times; the message is its words, for the screen. */
export class TimesRefused extends Error {}

/**
 * Reads a month of times. Rejects with TimesRefused when the server says why not, and with
 * something else when it could not be reached or is in trouble.
 */
export async function fetchMonth(href: string): Promise<MonthOfTimes> {
	const response = await fetch(href, { headers: { accept: 'application/json' } });
	if (response.ok) return response.json();
	if (response.status < 500) {
		const { message }: { message: string } = await response.json();
		throw new TimesRefused(message);
	}
	throw new Error(`The times of a month were answered with ${response.status}`);
}
