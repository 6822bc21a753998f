import { decide } from '../../scheduling/policy.ts';
import { takersFor } from '../../scheduling/with-whom.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { candidatesToMove } from '../holds/candidates.ts';
import { dropHold } from '../holds/drop.ts';
import { extendLinks } from '../links/manage-link.ts';
import { release, type Claim } from '../occupancy/claim.ts';
import type { Flags } from '../settings/flags.ts';
import { wishOfBooking } from '../wish.ts';
import { wordsTo, type Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { withInstead } from './instead.ts';
import { lockBooking } from './lock.ts';
import { readPolicy } from './policy.ts';
import { takeTime, refuseNewTime } from './new-time.ts';
import { recordChange } from './record.ts';
import {
	changed,
	notOffered,
	notWithThem,
	ofTime,
	refuseClosed,
	refusedBy,
	sameTime,
	taken,
	type Changed,
	type NotFound,
	type Refused,
	type TimeTaken
} from './refusal.ts';
import { tellOfChange } from './tell.ts';

const MINUTE = 60_000;

/**
 * A wish to move a booking. Without an end it keeps its length. Staff name another fieldworker or
 * keep its own. A customer chooses as the business lets them: one by id, anybody who does the service,
 * or, without a choice, as takersFor() says.
 */
export type Move = {
	bookingId: number;
	startsAt: number;
	/** Staff make it longer or shorter; a customer cannot. */
	endsAt?: number;
	fieldworkerId?: number | 'any' | undefined;
	/** The version that the person saw; when it is no longer the present one, they are told. */
	expectedVersion?: number;
	reason: string;
	actor: Actor;
	/** In which zone a customer reads, null for the business's; without it, as it was. */
	timeZone?: string | null;
};

export type MoveResult =
	{ result: 'moved'; booking: Booking } | Refused | TimeTaken | Changed | NotFound;

/**
 * Moves a booking to another time, another fieldworker, or, for staff, to another length. One transaction (R2), judged in it by the
 * database's clock (R3): old time freed, new time taken, version raised, history written, mail
 * queued, or nothing. Sent twice, it moves once. A refusal comes with the nearest times (R9).
 */
export async function move(sql: Sql, wish: Move): Promise<MoveResult> {
	let outcome: MoveResult = { result: 'not_found' };
	let wasTaken: TimeTaken | undefined;
	for (const candidate of await candidatesFor(sql, wish)) {
		outcome = await moveTo(sql, wish, candidate);
		if (outcome.result === 'taken') wasTaken = outcome;
		if (!ofTime(outcome)) return outcome;
	}
	// One of them does not work then, but another does and is taken: that is the reason to tell.
	return withNearest(sql, wish, wasTaken ?? outcome);
}

/** Whom to ask for it, one after the other; undefined for whoever it is with by then. */
async function candidatesFor(sql: Sql, wish: Move): Promise<readonly (number | undefined)[]> {
	const { actor, fieldworkerId } = wish;
	if (actor.kind === 'customer' || fieldworkerId === 'any') return candidatesToMove(sql, wish);
	return [fieldworkerId];
}

/** Each candidate has a transaction of its own, as when booking. */
async function moveTo(sql: Sql, wish: Move, candidate: number | undefined): Promise<MoveResult> {
	let outcome: MoveResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<MoveResult | 'again'>(sql, async (tx, rollback) => {
			const result = await moveLocked(tx, wish, candidate);
			return result === 'again' || result.result !== 'moved' ? rollback(result) : result;
		});
	}
	return outcome;
}

async function moveLocked(
	tx: Transaction,
	wish: Move,
	candidate: number | undefined
): Promise<MoveResult | 'again'> {
	const before = await lockBooking(tx, wish.bookingId, candidate);
	if (before === null) return { result: 'not_found' };
	if (before === 'again') return 'again';
	const words = wordsTo(wish.actor);
	const fieldworkerId = candidate ?? before.fieldworker.id;
	const wanted = wantedTime(before, wish, fieldworkerId);
	const same =
		before.startsAt === wanted.startsAt &&
		before.endsAt === wanted.endsAt &&
		before.fieldworker.id === fieldworkerId;
	if (wish.expectedVersion !== undefined && wish.expectedVersion !== before.version) {
		const sentTwice = same && before.version === wish.expectedVersion + 1;
		if (sentTwice) return { result: 'moved', booking: before };
		// What has ended cannot be tried again, so "it has changed" would lead nowhere.
		if (before.status === 'confirmed') return changed(before, words);
	}

	const flags = await readPolicy(tx, before);
	const refusal =
		(await refuse(tx, wish, before, wanted, flags)) ??
		((await isThere(tx, fieldworkerId)) ? undefined : notOffered(words));
	if (refusal) return refusal;
	if (same) return sameTime(words);

	await dropHold(tx, { bookingId: before.id });
	await release(tx, before.id);
	if (!(await takeTime(tx, wish.actor, flags, claimOf(before, wanted)))) {
		return taken(words);
	}
	return { result: 'moved', booking: await storeMove(tx, wish, before, wanted) };
}

/** What the rules say against it, for those whom they bind (R12): the booking first, then the time. */
async function refuse(
	tx: Transaction,
	wish: Move,
	booking: Booking,
	wanted: WantedTime,
	flags: Flags
): Promise<Refused | undefined> {
	if (wish.actor.kind !== 'customer') return refuseClosed(booking) ?? refuseLength(wanted);
	const { startsAt, fieldworkerId } = wanted;
	const words = wordsTo(wish.actor);
	const now = await readClock(tx);
	const takers = takersFor(booking, flags, wish.fieldworkerId);
	return (
		refusedBy(decide('reschedule', booking, flags, now, words.refusals)) ??
		(takers?.includes(fieldworkerId) ? undefined : notWithThem(words)) ??
		refuseNewTime(tx, startsAt, wishOfBooking(booking, fieldworkerId), flags, words)
	);
}

type WantedTime = { startsAt: number; endsAt: number; fieldworkerId: number };

function wantedTime(booking: Booking, wish: Move, fieldworkerId: number): WantedTime {
	const { startsAt, actor } = wish;
	const asBooked = startsAt + booking.endsAt - booking.startsAt;
	const endsAt = actor.kind === 'customer' ? asBooked : (wish.endsAt ?? asBooked);
	return { startsAt, endsAt, fieldworkerId };
}

/** As long as a service can be; a customer's booking keeps its length. */
function refuseLength({ startsAt, endsAt }: WantedTime): Refused | undefined {
	const minutes = (endsAt - startsAt) / MINUTE;
	if (minutes >= 5 && minutes <= 720) return undefined;
	return {
		result: 'refused',
		reason: 'length',
		words: 'A booking lasts from 5 minutes to 12 hours. Please choose another end.'
	};
}

/** Whoever it should go to has to be there. */
async function isThere(tx: Transaction, fieldworkerId: number): Promise<boolean> {
	const [known] = await tx`select from fieldworker where id = ${fieldworkerId}`;
	return known !== undefined;
}

function claimOf(booking: Booking, { startsAt, endsAt, fieldworkerId }: WantedTime): Claim {
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
	wanted: WantedTime
): Promise<Booking> {
	await tx`
		update booking
		set starts_at = ${wanted.startsAt},
			ends_at = ${wanted.endsAt},
			fieldworker_id = ${wanted.fieldworkerId},
			version = version + 1,
			customer_moves = customer_moves + ${wish.actor.kind === 'customer' ? 1 : 0},
			time_zone = ${keptZone(wish, before)}
		where id = ${before.id}
	`;
	const after = await findBooking(tx, before.id);
	if (!after) throw new Error(`Booking ${before.id} is gone while it is locked`);
	const { actor, reason } = wish;
	await recordChange(tx, { action: 'moved', actor, reason, before, after });
	await extendLinks(tx, after.id);
	await tellOfChange(tx, { actor, before, after, kind: 'rescheduled' });
	return after;
}

/** Staff choose for somebody else, who reads where they always did. */
const keptZone = ({ actor, timeZone }: Move, before: Booking): string | null =>
	actor.kind === 'customer' && timeZone !== undefined ? timeZone : before.timeZone;

/** Adds the nearest times with those whom the wish was about, or else with whoever it can be. */
async function withNearest(sql: Sql, wish: Move, outcome: MoveResult): Promise<MoveResult> {
	if (!ofTime(outcome)) return outcome;
	const booking = await findBooking(sql, wish.bookingId);
	if (!booking) return { result: 'not_found' };
	const { fieldworkerId: choice, startsAt } = wish;
	const policy = await readPolicy(sql, booking);
	const own = booking.fieldworker.id;
	const who =
		wish.actor.kind === 'customer'
			? (takersFor(booking, policy, choice) ?? takersFor(booking, policy) ?? [])
			: [typeof choice === 'number' ? choice : own];
	const present = who.includes(own) ? booking.startsAt : undefined;
	const words = wordsTo(wish.actor);
	return withInstead(sql, outcome, wishOfBooking(booking, who), startsAt, words, present);
}
