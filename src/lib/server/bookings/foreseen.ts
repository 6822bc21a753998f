import type { StrandedBooking } from './stranded.ts';

/**
 * What somebody knew when they said "all the same": the bookings that they had been shown, and
 * those of them whose customers are to be asked for another time. Ids.
 */
export type Consent = { seen: readonly number[]; ask: readonly number[] };

/** Nobody has been shown anything yet. */
export const UNASKED: Consent = { seen: [], ask: [] };

/** Whether every booking that is stranded was shown before: one that came meanwhile was not. */
export function foreseen(stranded: readonly StrandedBooking[], { seen }: Consent): boolean {
	const shown = new Set(seen);
	return stranded.every(({ id }) => shown.has(id));
}

/** The stranded ones whose customers are to be asked. Ids. */
export function toAsk(stranded: readonly StrandedBooking[], { ask }: Consent): number[] {
	const chosen = new Set(ask);
	return stranded.map(({ id }) => id).filter((id) => chosen.has(id));
}
