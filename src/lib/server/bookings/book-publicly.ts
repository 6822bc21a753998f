import type { Sql } from '../database/connection.ts';
import { askForProof } from '../portal/ask.ts';
import { proveForBooking } from '../portal/prove-for-booking.ts';
import { findAsked, provenEmail } from '../portal/prove.ts';
import { readFlags } from '../settings/flags.ts';
import { bookWithinLimits, waitToBook, type TooMany } from './attempts.ts';
import { book, type BookResult, type NewBooking } from './book.ts';

/** Whose browser asks, as far as it concerns limits and the proof of an address. */
export type PublicVisit = {
	networkAddress: string;
	/** What this browser keeps since it asked for a code, if it did. */
	asker?: string | undefined;
	/** The code that was typed; undefined where none was asked for on the page. */
	code?: string | undefined;
	/** They want another code in place of the one that they were sent. */
	another?: boolean;
};

/**
 * The address is not proved yet, so nothing is booked: a code was `sent` to it, now or before (`asker` is for the
 * browser to keep, `expiresAt` an instant), or the one that was typed is wrong or over.
 */
type ProofWanted =
	| { result: 'sent'; asker: string; expiresAt: number }
	| { result: 'wrong'; triesLeft: number }
	| { result: 'over' }
	/** Too many were sent, or too many typed, from there. */
	| { result: 'too_many_codes' | 'too_many_tries'; tryAgainIn: number };

/**
 * Books for somebody on the public page: within the limits of what one person may book there, and
 * under an address that they have proved theirs, where the business wants that. A form that has made
 * its booking is not asked for a proof again.
 */
export async function bookPublicly(
	sql: Sql,
	wanted: NewBooking,
	visit: PublicVisit
): Promise<BookResult | TooMany | ProofWanted> {
	const { email } = wanted.customer;
	const { requestId } = wanted;
	const attempt = { address: visit.networkAddress, email, requestId };
	const bookNow = () =>
		bookWithinLimits(attempt, () => book(sql, { ...wanted, asker: visit.asker }));
	const signedIn = wanted.customerId !== undefined;
	if (!signedIn && (await readFlags(sql)).requireEmailProof && !(await hasBooked(sql, requestId))) {
		// A code for what will be refused helps nobody.
		const tryAgainIn = await waitToBook(attempt);
		if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
		const missing = await prove(sql, email, visit);
		if (missing) return missing;
	}
	const outcome = await bookNow();
	if (outcome.result !== 'refused' || outcome.reason !== 'unproven') return outcome;
	// Wanted, or not proved any more, since the look above: what is read with the booking counts (R3).
	return (await prove(sql, email, visit)) ?? bookNow();
}

/** Null once the address is proved. */
async function prove(
	sql: Sql,
	email: string,
	{ networkAddress, asker, code, another }: PublicVisit
): Promise<ProofWanted | null> {
	if (asker !== undefined) {
		if ((await provenEmail(sql, asker)) === email.toLowerCase()) return null;
		if (code !== undefined) return proveNow(sql, email, { networkAddress, asker, code });
		const open = another ? null : await findAsked(sql, asker);
		if (open?.purpose === 'booking' && open.email === email.toLowerCase()) {
			return { result: 'sent', asker, expiresAt: open.expiresAt };
		}
	} else if (code !== undefined) {
		return { result: 'over' };
	}
	const asked = await askForProof(sql, { email, purpose: 'booking', networkAddress });
	return asked.result === 'asked'
		? { ...asked, result: 'sent' }
		: { result: 'too_many_codes', tryAgainIn: asked.tryAgainIn };
}

async function proveNow(
	sql: Sql,
	email: string,
	typed: { networkAddress: string; asker: string; code: string }
): Promise<ProofWanted | null> {
	// Another tab may have asked for a code to another address since.
	if ((await findAsked(sql, typed.asker))?.email !== email.toLowerCase()) return { result: 'over' };
	const proved = await proveForBooking(sql, typed);
	if (proved.result === 'proven') return null;
	return proved.result === 'too_many' ? { ...proved, result: 'too_many_tries' } : proved;
}

async function hasBooked(sql: Sql, requestId: string): Promise<boolean> {
	const [booking] = await sql`
		select
		from booking
		where request_id = ${requestId}
	`;
	return booking !== undefined;
}
