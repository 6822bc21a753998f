import { decide } from '../../scheduling/policy.ts';
import { readNearest } from '../availability.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { dropHold } from '../holds/drop.ts';
import { extendLinks } from '../links/manage-link.ts';
import { queueMail } from '../mail/queue.ts';
import { release, type Claim } from '../occupancy/claim.ts';
import { readFlags, type Flags } from '../settings/flags.ts';
import { wishOfBooking } from '../wish.ts';
import { notifies, type Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { lockBooking } from './lock.ts';
import { takeTime, refuseNewTime } from './new-time.ts';
import { recordChange } from './record.ts';
import {
	changed,
	ofTime,
	refuseClosed,
	refusedBy,
	SAME_TIME,
	TAKEN_WORDS,
	type Changed,
	type NotFound,
	type Refused,
	type TimeTaken
} from './refusal.ts';

const MINUTE = 60_000;

/** A wish to move a booking. Without a fieldworker it keeps its own. */
export type Move = {
	bookingId: number;
	startsAt: number;
	fieldworkerId?: number;
	/** The version that the person saw; when it is no longer the present one, they are told. */
	expectedVersion?: number;
	reason: string;
	actor: Actor;
};

export type MoveResult =
	{ result: 'moved'; booking: Booking } | Refused | TimeTaken | Changed | NotFound;

/**
 * Moves a booking to another time, its length as booked. One transaction (R2), judged in it by the
 * database's clock (R3): old time freed, new time taken, version raised, history written, mail
 * queued, or nothing. Sent twice, it moves once. A refusal comes with the nearest times (R9).
 */
export async function move(sql: Sql, wish: Move): Promise<MoveResult> {
	let outcome: MoveResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<MoveResult | 'again'>(sql, async (tx, rollback) => {
			const result = await moveLocked(tx, wish);
			return result === 'again' || result.result !== 'moved' ? rollback(result) : result;
		});
	}
	return withNearest(sql, wish, outcome);
}

async function moveLocked(tx: Transaction, wish: Move): Promise<MoveResult | 'again'> {
	const before = await lockBooking(tx, wish.bookingId, wish.fieldworkerId);
	if (before === null) return { result: 'not_found' };
	if (before === 'again') return 'again';
	const fieldworkerId = wish.fieldworkerId ?? before.fieldworker.id;
	const same = before.startsAt === wish.startsAt && before.fieldworker.id === fieldworkerId;
	if (wish.expectedVersion !== undefined && wish.expectedVersion !== before.version) {
		const sentTwice = same && before.version === wish.expectedVersion + 1;
		if (sentTwice) return { result: 'moved', booking: before };
		// What has ended cannot be tried again, so "it has changed" would lead nowhere.
		if (before.status === 'confirmed') return changed(before);
	}

	const flags = await readFlags(tx);
	const refusal = await refuse(tx, wish, before, fieldworkerId, flags);
	if (refusal) return refusal;
	if (same) return SAME_TIME;

	const wanted = claimOf(before, wish.startsAt, fieldworkerId);
	await dropHold(tx, { bookingId: before.id });
	await release(tx, before.id);
	if (!(await takeTime(tx, wish.actor, flags, wanted))) {
		return { result: 'taken', words: TAKEN_WORDS, nearest: [] };
	}
	return { result: 'moved', booking: await storeMove(tx, wish, before, fieldworkerId) };
}

/** What the rules say against it, for those whom they bind (R12): the booking first, then the time. */
async function refuse(
	tx: Transaction,
	wish: Move,
	booking: Booking,
	fieldworkerId: number,
	flags: Flags
): Promise<Refused | undefined> {
	if (wish.actor.kind !== 'customer') return refuseClosed(booking);
	const now = await readClock(tx);
	return (
		refusedBy(decide('reschedule', booking, flags, now)) ??
		refuseNewTime(tx, wish.startsAt, wishOfBooking(booking, fieldworkerId), flags)
	);
}

function claimOf(booking: Booking, startsAt: number, fieldworkerId: number): Claim {
	const endsAt = startsAt + booking.endsAt - booking.startsAt;
	return {
		fieldworkerId,
		from: startsAt - booking.bufferBeforeMinutes * MINUTE,
		until: endsAt + booking.bufferAfterMinutes * MINUTE,
		bookingId: booking.id
	};
}

/** The booking's own part of the move, its history, its links' life and its mail. */
async function storeMove(
	tx: Transaction,
	wish: Move,
	before: Booking,
	fieldworkerId: number
): Promise<Booking> {
	await tx`
		update booking
		set starts_at = ${wish.startsAt},
			ends_at = ${wish.startsAt + before.endsAt - before.startsAt},
			fieldworker_id = ${fieldworkerId},
			version = version + 1,
			customer_moves = customer_moves + ${wish.actor.kind === 'customer' ? 1 : 0}
		where id = ${before.id}
	`;
	const after = await findBooking(tx, before.id);
	if (!after) throw new Error(`Booking ${before.id} is gone while it is locked`);
	const { actor, reason } = wish;
	await recordChange(tx, { action: 'moved', actor, reason, before, after });
	await extendLinks(tx, after.id);
	if (notifies(actor)) {
		await queueMail(tx, { bookingId: after.id, version: after.version, kind: 'rescheduled' });
	}
	return after;
}

/** Adds the nearest times to a refusal of the time. Looked up after the transaction, which is over. */
async function withNearest(sql: Sql, wish: Move, outcome: MoveResult): Promise<MoveResult> {
	if (!ofTime(outcome)) return outcome;
	const booking = await findBooking(sql, wish.bookingId);
	if (!booking) return { result: 'not_found' };
	const nearest = await readNearest(
		sql,
		wishOfBooking(booking, wish.fieldworkerId),
		wish.startsAt,
		booking.startsAt
	);
	return { ...outcome, nearest };
}
