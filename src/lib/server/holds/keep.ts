import { subtract } from '../../scheduling/intervals.ts';
import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import { readAvailability } from '../availability.ts';
import { refuseNewTime } from '../bookings/new-time.ts';
import type { NotFound, Refused } from '../bookings/refusal.ts';
import { readClock } from '../database/clock.ts';
import type { Transaction } from '../database/connection.ts';
import { claimForHold } from '../occupancy/claim.ts';
import { requireBusiness } from '../settings/business.ts';
import type { Flags } from '../settings/flags.ts';
import type { Words } from '../../words/index.ts';
import type { Wish } from '../wish.ts';
import { dropExpired, dropHold } from './drop.ts';
import { findHold, type Hold, type Holder } from './holder.ts';
import { readOwnTime } from './own-time.ts';

/** The time is held; or nothing is held here, so go on without; or why not. */
export type HoldResult =
	| { result: 'held'; hold: Hold }
	| { result: 'off' }
	| { result: 'taken'; words: string }
	| { result: 'too_many'; words: string }
	| Refused
	| NotFound;

/** A wish for a start with the one fieldworker of the wish; a visitor's says for what, from where. */
export type Keep = {
	wish: Wish & { holder: Holder };
	fieldworkerId: number;
	startsAt: number;
	flags: Flags;
	words: Words;
	visit?: { serviceId: number; networkAddress: string | null };
};

const MINUTE = 60_000;

/**
 * Keeps a start for somebody, in place of what they held before, which is given up either way. Their
 * fieldworker is locked, and so is the one of the hold before. Choosing the same start again does
 * not make it last longer.
 */
export async function keep(tx: Transaction, wanted: Keep): Promise<HoldResult> {
	const { wish, fieldworkerId, startsAt, flags, words } = wanted;
	const before = await findHold(tx, wish.holder);
	await dropHold(tx, wish.holder);
	const refusal = await refuseNewTime(tx, startsAt, wish, flags, words);
	if (refusal) return refusal;
	const why = await whyNotFree(tx, wish, startsAt, words);
	if (why !== null) return { result: 'taken', words: why };

	const same = before?.startsAt === startsAt && before.fieldworkerId === fieldworkerId;
	const expiresAt = same ? before.expiresAt : (await readClock(tx)) + flags.holdMinutes * MINUTE;
	return { result: 'held', hold: await store(tx, wanted, expiresAt) };
}

/**
 * Null when it is free, else what to say. Asked under the fieldworker's lock, so that nothing changes
 * until the time is claimed.
 */
async function whyNotFree(
	tx: Transaction,
	wish: Wish,
	startsAt: number,
	{ answers }: Words
): Promise<string | null> {
	const { timeZone } = await requireBusiness(tx);
	const date = localDate(timeZone, startsAt);
	const range = { from: date, until: addDays(date, 1) };
	const { times, held } = await readAvailability(tx, wish, range);
	if (times.some(({ start }) => start === startsAt)) return null;
	return held.includes(startsAt) ? answers.beingTaken : answers.taken;
}

/** The hold's row and its time. */
async function store(tx: Transaction, wanted: Keep, expiresAt: number): Promise<Hold> {
	const { wish, fieldworkerId, startsAt, visit } = wanted;
	const { holder } = wish;
	const [hold] = await tx<{ id: number }[]>`
		insert into hold ${tx({
			booking_id: 'bookingId' in holder ? holder.bookingId : null,
			visitor: 'visitor' in holder ? holder.visitor : null,
			service_id: visit?.serviceId ?? null,
			network_address: visit?.networkAddress ?? null,
			fieldworker_id: fieldworkerId,
			starts_at: startsAt,
			expires_at: expiresAt
		})}
		returning id
	`;
	if (!hold) throw new Error('A hold was not stored');
	const from = startsAt - wish.bufferBeforeMinutes * MINUTE;
	const until = startsAt + (wish.durationMinutes + wish.bufferAfterMinutes) * MINUTE;
	await dropExpired(tx, { fieldworkerId, from, until });
	// What their own booking has already needs no holding.
	const own = await readOwnTime(tx, holder, fieldworkerId);
	const spans = subtract(
		{ starts: [from], ends: [until] },
		{ starts: own.map(({ start }) => start), ends: own.map(({ end }) => end) }
	);
	await claimForHold(tx, { fieldworkerId, spans, holdId: hold.id, heldUntil: expiresAt });
	return { id: hold.id, fieldworkerId, startsAt, expiresAt };
}
