import type { Sql, Transaction } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';
import { transaction } from '../database/transaction.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { holdsTimes, readFlags } from '../settings/flags.ts';
import { readServiceWish } from '../wish.ts';
import { askEach } from './ask-each.ts';
import { candidatesHeldFirst } from './candidates.ts';
import { keep, type HoldResult } from './keep.ts';

/**
 * A visitor's wish to have a time held, answered in `language`. `networkAddress` is null where it says
 * nothing of them.
 */
export type VisitorHold = {
	visitor: Buffer;
	networkAddress: string | null;
	serviceId: number;
	fieldworkerId: number | 'any';
	startsAt: number;
	language: string;
};

/**
 * How many visitors of one network address may hold something at the same time; and how many of
 * those whose address says nothing, all together.
 */
const PER_ADDRESS = 5;
const UNKNOWN = 50;

/**
 * Holds a time for somebody who is about to book a service, with one fieldworker or with any who is
 * free then. One hold a visitor, and few a network address. `not_found` when the service is not on
 * offer, or not with them.
 */
export async function holdForVisitor(sql: Sql, wanted: VisitorHold): Promise<HoldResult> {
	const { serviceId, visitor, startsAt } = wanted;
	const wish = await readServiceWish(sql, serviceId, wanted.fieldworkerId, { visitor });
	if (!wish) return { result: 'not_found' };
	const words = wordsFor(wanted.language);
	return askEach(
		await candidatesHeldFirst(sql, wish, startsAt),
		(fieldworkerId) => transaction(sql, (tx) => holdWith(tx, wanted, fieldworkerId, words)),
		words
	);
}

async function holdWith(
	tx: Transaction,
	wanted: VisitorHold,
	fieldworkerId: number,
	words: Words
): Promise<HoldResult> {
	const { visitor, serviceId, networkAddress, startsAt } = wanted;
	await queueUp(tx, wanted);
	const before = await fieldworkerOfHold(tx, visitor);
	await lockFieldworkers(tx, [fieldworkerId, before ?? fieldworkerId]);
	const flags = await readFlags(tx);
	if (!holdsTimes(flags)) return { result: 'off' };
	const wish = await readServiceWish(tx, serviceId, fieldworkerId);
	if (!wish) return { result: 'not_found' };
	if (await tooMany(tx, wanted)) {
		return { result: 'too_many', words: words.answers.heldTooMany };
	}
	return keep(tx, {
		wish: { ...wish, holder: { visitor } },
		fieldworkerId,
		startsAt,
		flags,
		words,
		visit: { serviceId, networkAddress }
	});
}

/**
 * Lets one tab of a visitor choose at a time, and one visitor of a network address: a row that is
 * not there yet cannot be locked. It comes before the locks of fieldworkers, so that nobody who has
 * one of those ever waits here.
 */
async function queueUp(tx: Transaction, { visitor, networkAddress }: VisitorHold): Promise<void> {
	const names = [`hold of ${visitor.toString('hex')}`];
	if (networkAddress !== null) names.push(`holds from ${networkAddress}`);
	for (const name of names) await tx`select pg_advisory_xact_lock(${lockKey(tx, name)})`;
}

async function fieldworkerOfHold(tx: Transaction, visitor: Buffer): Promise<number | undefined> {
	const [hold] = await tx<{ fieldworkerId: number }[]>`
		select fieldworker_id as "fieldworkerId"
		from hold
		where visitor = ${visitor}
	`;
	return hold?.fieldworkerId;
}

async function tooMany(tx: Transaction, wanted: VisitorHold): Promise<boolean> {
	const [row] = await tx<{ holds: number }[]>`
		select count(*) as holds
		from hold
		where network_address is not distinct from ${wanted.networkAddress}
			and visitor <> ${wanted.visitor}
			and expires_at > reslot_clock()
	`;
	return (row?.holds ?? 0) >= (wanted.networkAddress === null ? UNKNOWN : PER_ADDRESS);
}
