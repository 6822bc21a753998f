import { z } from 'zod';
import type { Consent } from '$lib/server/bookings/foreseen';

const ids = /^([1-9]\d{0,14}( [1-9]\d{0,14})*)?$/;

/**
 * The part of a form by which somebody goes on though bookings are left without a place: those that
 * they were shown, and whose customers are to be asked for another time.
 */
export const consentFields = {
	/** Ids, with a space between them: they are the value of the button “all the same”. */
	seen: z.string().max(200_000).regex(ids),
	ask: z.string().regex(ids).array().max(20_000)
};

export const consentOf = ({ seen, ask }: { seen: string; ask: string[] }): Consent => ({
	seen: seen === '' ? [] : seen.split(' ').map(Number),
	ask: ask.map(Number)
});
