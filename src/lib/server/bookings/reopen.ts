import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { extendLinks } from '../links/manage-link.ts';
import { isErased } from '../people/erased.ts';
import { readFlags } from '../settings/flags.ts';
import { wordsTo, type Actor } from './actor.ts';
import type { Booking } from './find.ts';
import { lockBooking } from './lock.ts';
import { takeTime } from './new-time.ts';
import { recordChange } from './record.ts';
import {
	changed,
	ERASED,
	taken,
	type Changed,
	type NotFound,
	type Refused,
	type TimeTaken
} from './refusal.ts';
import { tellOfChange } from './tell.ts';

const MINUTE = 60_000;

export type Reopening = {
	bookingId: number;
	/** The version that the person saw; when it is no longer the present one, they are told. */
	expectedVersion?: number;
	reason: string;
	actor: Exclude<Actor, { kind: 'customer' }>;
};

export type ReopenResult =
	{ result: 'reopened'; booking: Booking } | Refused | TimeTaken | Changed | NotFound;

/**
 * Takes back that a booking was cancelled, completed or missed: it is confirmed again, at the time
 * that it had. A cancelled one needs its time to be free still, or staff who take it all the same.
 * Refused for a customer who was erased.
 * One transaction (R2); the same id, manage links and calendar UID.
 */
export async function reopen(sql: Sql, wish: Reopening): Promise<ReopenResult> {
	let outcome: ReopenResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<ReopenResult | 'again'>(sql, async (tx, rollback) => {
			const result = await reopenLocked(tx, wish);
			return result === 'again' || result.result !== 'reopened' ? rollback(result) : result;
		});
	}
	return outcome;
}

async function reopenLocked(tx: Transaction, wish: Reopening): Promise<ReopenResult | 'again'> {
	const before = await lockBooking(tx, wish.bookingId);
	if (before === null) return { result: 'not_found' };
	if (before === 'again') return 'again';
	const words = wordsTo(wish.actor);
	const seen = wish.expectedVersion ?? before.version;
	if (seen !== before.version) {
		const sentTwice = before.status === 'confirmed' && before.version === seen + 1;
		return sentTwice ? { result: 'reopened', booking: before } : changed(before, words);
	}
	if (before.status === 'confirmed') return OPEN;
	if (await isErased(tx, before.customer.id)) return ERASED;
	if (before.status === 'cancelled' && !(await takeBack(tx, wish.actor, before))) {
		return taken(words);
	}
	return { result: 'reopened', booking: await store(tx, wish, before) };
}

const OPEN: Refused = {
	result: 'refused',
	reason: 'open',
	words: 'This booking is confirmed already. Nothing has changed.'
};

/** A completed or missed one has kept its time. */
async function takeBack(tx: Transaction, actor: Actor, booking: Booking): Promise<boolean> {
	return takeTime(tx, actor, await readFlags(tx), {
		fieldworkerId: booking.fieldworker.id,
		from: booking.startsAt - booking.bufferBeforeMinutes * MINUTE,
		until: booking.endsAt + booking.bufferAfterMinutes * MINUTE,
		bookingId: booking.id
	});
}

async function store(tx: Transaction, wish: Reopening, before: Booking): Promise<Booking> {
	await tx`
		update booking
		set status = 'confirmed', version = version + 1
		where id = ${before.id}
	`;
	const after: Booking = { ...before, status: 'confirmed', version: before.version + 1 };
	const { actor, reason } = wish;
	await recordChange(tx, { action: 'reopened', actor, reason, before, after });
	await extendLinks(tx, after.id);
	await tellOfChange(tx, { actor, before, after, kind: 'confirmation' });
	return after;
}
