import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day, WatchAnswer } from '../../../src/lib/live/messages.ts';
import { readClock } from '../../../src/lib/server/database/clock.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { readServiceOffer } from '../../../src/lib/server/offer.ts';
import { addFieldworker } from '../../../src/lib/server/people/fieldworkers.ts';
import { requireBusiness, saveBusiness } from '../../../src/lib/server/settings/business.ts';
import { saveHoursException, saveWeeklyHours } from '../../../src/lib/server/working-hours.ts';
import { testDatabase } from '../../support/database.ts';
import {
	client,
	hold,
	LIMIT,
	next,
	startNode,
	watch,
	type LiveClient,
	type LiveNode
} from '../../support/live.ts';
import { openShop, ZONE, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';

const { sql, url } = await testDatabase();
const MINUTE = 60_000;
let shop: Shop;
let node: LiveNode;
let fieldworkerId: number;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	fieldworkerId = shop.fieldworkerIds[0]!;
	await shop.booked(shop.at(3, 13));
	node = await startNode(url);
	return () => node.stop();
});

/** Asks until the node has taken up what was just changed. */
async function watchSettled(socket: LiveClient, days = 3, who: number | 'any' = fieldworkerId) {
	const range = { from: shop.date(days), until: shop.date(days + 1) };
	let answer: WatchAnswer;
	do answer = await watch(socket, { service: shop.serviceId, fieldworker: who, ...range });
	while (answer.result === 'refused' && answer.again);
	if (answer.result === 'refused') throw new Error(answer.words);
	return answer.days[0]!;
}

/** What the database says of a day. */
async function truth(days = 3): Promise<number[]> {
	const range = { from: shop.date(days), until: shop.date(days + 1) };
	const offer = await readServiceOffer(sql, shop.serviceId, fieldworkerId, range);
	return (offer?.days[0]?.starts ?? []).map((start) => start / MINUTE);
}

const inTransaction = (work: Parameters<typeof transaction<void>>[1]) => transaction(sql, work);
const hours = (opens: number, closes: number) =>
	[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
		...{ weekday, opensMinute: opens * 60, closesMinute: closes * 60 }
	}));

describe('whoever watches is told that the rules are other ones, and sees the new times', () => {
	const changes: Record<string, () => Promise<unknown>> = {
		'hours of the business': () => inTransaction((tx) => saveWeeklyHours(tx, null, hours(8, 17))),
		'hours of a fieldworker': () =>
			inTransaction((tx) => saveWeeklyHours(tx, fieldworkerId, hours(9, 16))),
		'an exception': () =>
			inTransaction((tx) =>
				saveHoursException(tx, fieldworkerId, {
					...{ date: shop.date(3), note: '' },
					spans: [{ opensMinute: 600, closesMinute: 840 }]
				})
			),
		'the length of a service': () => sql`update service set duration_minutes = 90`,
		'the buffers of a service': () => sql`update service set buffer_after_minutes = 15`,
		'the interval of times': () => shop.setFlags({ slotIntervalMinutes: 20 }),
		'the zone of the business': async () =>
			saveBusiness(sql, { ...(await requireBusiness(sql)), timeZone: 'America/Chicago' }),
		'a fieldworker more': () =>
			addFieldworker(sql, {
				...{ name: 'New', email: '', color: '#000000' },
				...{ serviceIds: [shop.serviceId], weekly: hours(8, 18) }
			})
	};
	it.each(Object.keys(changes))('%s', async (what) => {
		const socket = client(node.origin, { as: 'public' });
		const before = await watchSettled(socket);
		const told = next(socket, 'rules');
		await changes[what]!();
		await told;
		const after = await watchSettled(socket);
		expect(after.version).toBeGreaterThan(before.version);
		expect(after.free).toEqual(await truth());
		if (what !== 'a fieldworker more') expect(after.free).not.toEqual(before.free);
	});
});

describe('after other rules', () => {
	beforeEach(async () => {
		await saveBusiness(sql, { ...(await requireBusiness(sql)), timeZone: ZONE });
		await shop.setFlags({
			leadTimeMinutes: 120,
			slotIntervalMinutes: 30,
			realTimeAvailability: true
		});
		await sql`update service set duration_minutes = 60, buffer_after_minutes = 0`;
	});

	it('days are told only to those who have watched again', async () => {
		const [again, silent] = [1, 2].map(() => client(node.origin, { as: 'public' })) as [
			LiveClient,
			LiveClient
		];
		await Promise.all([watchSettled(again, 5), watchSettled(silent, 5)]);
		const heard: Day[] = [];
		const told = Promise.all([next(again, 'rules'), next(silent, 'rules')]);
		await shop.setFlags({ leadTimeMinutes: 121 });
		await told;
		silent.on('day', (day) => heard.push(day));
		await watchSettled(again, 5);
		const changed = next(again, 'day');
		await shop.booked(shop.at(5, 10));
		await changed;
		await silent.timeout(LIMIT).emitWithAck('echo');
		expect(heard).toEqual([]);
	});

	it('a service that is not on offer any more cannot be watched', async () => {
		const socket = client(node.origin, { as: 'public' });
		await watchSettled(socket);
		const told = next(socket, 'rules');
		await sql`update service set active = false`;
		await told;
		await expect(watchSettled(socket)).rejects.toThrow('cannot be booked any more');
		const back = next(socket, 'rules');
		await sql`update service set active = true`;
		await back;
		await watchSettled(socket);
	});

	it('nobody watches by the old ones, however late their question was answered', async () => {
		const booking = await shop.booked(shop.at(9, 10));
		const customer = client(node.origin, {
			as: 'link',
			token: await issueLink(sql, booking.id)
		});
		const visitor = client(node.origin, { as: 'public' });
		await watchSettled(visitor);
		const told = next(visitor, 'rules');
		let asked: Promise<WatchAnswer> | undefined;
		await sql.begin(async (tx) => {
			// The customer's booking cannot be read before the rules have changed.
			await tx`lock table booking_change in access exclusive mode`;
			await tx`lock table booking in access exclusive mode`;
			asked = watch(customer, { from: shop.date(9), until: shop.date(10) });
			asked.catch(() => {});
			await someoneWaits(sql);
			await sql`update service set duration_minutes = 120`;
			await told;
		});
		await asked;
		// The customer does not watch again yet: what they came into is still there.
		const day = await watchSettled(visitor, 9);
		expect(day.free).toEqual(await truth(9));
	});
});

describe('with real-time availability off', () => {
	it('times widen, nothing that is taken is told, and nothing is held', async () => {
		await shop.setFlags({ realTimeAvailability: true });
		const booking = await shop.booked(shop.at(12, 10));
		const visitor = client(node.origin, { as: 'public' });
		const customer = client(node.origin, { as: 'link', token: await issueLink(sql, booking.id) });
		expect((await watchSettled(visitor, 12)).free).not.toContain(shop.at(12, 10) / MINUTE);
		await watchSettled(customer, 12);
		await hold(customer, { start: shop.at(12, 12) });

		const told = Promise.all([next(visitor, 'rules'), next(customer, 'rules')]);
		await shop.setFlags({ realTimeAvailability: false });
		await told;
		const none = next(customer, 'held', (held) => held === null);
		const day = await watchSettled(visitor, 12);
		await watchSettled(customer, 12);
		await none;
		expect(day.free).toContain(shop.at(12, 10) / MINUTE);
		expect(day.held).toEqual([]);

		const heard: unknown[] = [];
		for (const socket of [visitor, customer]) socket.onAny((...said) => heard.push(said));
		expect(await hold(customer, { start: shop.at(12, 14) })).toEqual({ result: 'off' });
		await shop.booked(shop.at(12, 14));
		const again = Promise.all([next(visitor, 'rules'), next(customer, 'rules')]);
		await shop.setFlags({ realTimeAvailability: true });
		await again;
		expect(heard).toEqual([['rules'], ['rules']]);
	});
});

it('time itself takes a time away when the lead time passes', async () => {
	await saveBusiness(sql, { ...(await requireBusiness(sql)), timeZone: ZONE });
	await shop.setFlags({ realTimeAvailability: true });
	const start = shop.at(20, 12);
	const cutOff = Math.ceil((await readClock(sql)) / MINUTE) * MINUTE;
	await shop.setFlags({ leadTimeMinutes: (start - cutOff) / MINUTE });
	// For this node the cut-off is ten seconds away.
	const late = new URL(url);
	const offset = cutOff - 10_000 - (await readClock(sql));
	late.searchParams.set('reslot.clock_offset', `${offset} milliseconds`);
	const ahead = await startNode(late.href);
	const socket = client(ahead.origin, { as: 'public' });
	const gone = next(socket, 'day', (day) => !day.free.includes(start / MINUTE));
	const before = await watchSettled(socket, 20);
	expect(before.free[0]).toBe(start / MINUTE);
	const [after] = await gone;
	expect(after.free).toEqual(before.free.slice(1));
	expect(after.version).toBe(before.version);
	expect(after.at - cutOff).toBeGreaterThan(0);
	expect(after.at - cutOff).toBeLessThan(10_000);
	await ahead.stop();
});
