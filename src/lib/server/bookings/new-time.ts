import { decideNewTime } from '../../scheduling/policy.ts';
import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import { readAvailability } from '../availability.ts';
import { readClock } from '../database/clock.ts';
import type { Transaction } from '../database/connection.ts';
import { claim, claimShared, type Claim } from '../occupancy/claim.ts';
import { requireBusiness } from '../settings/business.ts';
import type { Flags } from '../settings/flags.ts';
import type { Words } from '../../words/index.ts';
import type { Wish } from '../wish.ts';
import type { Actor } from './actor.ts';
import { notOffered, type Refused } from './refusal.ts';

/**
 * What stands against a customer's choice of a start, apart from its being taken: lead time, the
 * furthest day, working hours, the grid of offered times. Judged inside the transaction (R3).
 */
export async function refuseNewTime(
	tx: Transaction,
	startsAt: number,
	wish: Wish,
	flags: Flags,
	words: Words
): Promise<Refused | undefined> {
	const now = await readClock(tx);
	const { timeZone } = await requireBusiness(tx);
	const rules = { ...flags, ...wish.overrides };
	const newTime = decideNewTime(startsAt, rules, now, timeZone, words.refusals);
	if (!newTime.allowed) {
		return { result: 'refused', reason: newTime.reason, words: newTime.words };
	}
	const date = localDate(timeZone, startsAt);
	const { times } = await readAvailability(tx, wish, {
		from: date,
		until: addDays(date, 1),
		within: 'hours'
	});
	return times.some(({ start }) => start === startsAt) ? undefined : notOffered(words);
}

/**
 * Takes a time for a booking, false when it is taken. With real-time availability off a customer
 * gets it all the same, shared (R10), and so do staff who were warned (R12).
 */
export async function takeTime(
	tx: Transaction,
	actor: Actor,
	flags: Flags,
	wanted: Claim
): Promise<boolean> {
	const mayShare =
		actor.kind === 'customer'
			? !flags.realTimeAvailability
			: actor.kind === 'staff' && actor.override;
	if (!mayShare) return claim(tx, wanted);
	await claimShared(tx, wanted);
	return true;
}
