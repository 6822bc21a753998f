import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Day, OwnDay } from '../../../src/lib/live/messages.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { lockFieldworkers } from '../../../src/lib/server/occupancy/lock.ts';
import { readBookingOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { client, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { openShop, type Shop } from '../../support/shop.ts';

// What one connection asks at once, and what others hear of it.

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	node = await startNode(url);
});
afterAll(() => node.stop());

/** Each test has days of its own. */
let day = 3;
beforeEach(() => {
	day += 5;
});

/** The customer of a booking on the test's first day, and how they ask. */
async function customer(hour = 9) {
	const booking = await shop.booked(shop.at(day, hour));
	const socket = client(node.origin, { as: 'link', token: await issueLink(sql, booking.id) });
	const look = (days: number) =>
		watch(socket, { from: shop.date(days), until: shop.date(days + 1) });
	return { booking, socket, look };
}
const heldFor = ({ id }: { id: number }) =>
	sql<{ startsAt: number }[]>`select starts_at as "startsAt" from hold where booking_id = ${id}`;

it('a release that follows a hold at once gives it up', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	for (let i = 0; i < 5; i++) {
		const start = shop.at(day + 2, 10);
		await Promise.all([
			socket.timeout(5_000).emitWithAck('hold', { start }),
			socket.timeout(5_000).emitWithAck('release', { start })
		]);
		expect(await heldFor(booking)).toEqual([]);
	}
});

it('of two holds that are asked for at once the later one stays', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	const answers = await Promise.all(
		[10, 13, 15].map((hour) =>
			socket.timeout(5_000).emitWithAck('hold', { start: shop.at(day + 2, hour) })
		)
	);
	expect(answers.map(({ result }) => result)).toEqual(['held', 'held', 'held']);
	expect(await heldFor(booking)).toEqual([{ startsAt: shop.at(day + 2, 15) }]);
});

it('a hold that is being made while its page is closed does not stay', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	await transaction(sql, async (tx) => {
		await lockFieldworkers(tx, [booking.fieldworker.id]);
		socket.emit('hold', { start: shop.at(day + 2, 10) }, () => {});
		await eventually(
			() => sql`select from pg_stat_activity where wait_event_type = 'Lock'`,
			({ count }) => count > 0
		);
		socket.disconnect();
	});
	await eventually(
		() => heldFor(booking),
		({ count }) => count === 0
	);
});

it('what is watched last is watched, however quickly one leafs', async () => {
	const { socket, look } = await customer();
	await Promise.all([1, 2, 3, 4].map((days) => look(day + days)));
	const heard: string[] = [];
	socket.on('day', ({ date }) => heard.push(date));
	const last = next(socket, 'day', ({ date }) => date === shop.date(day + 4));
	await shop.booked(shop.at(day + 1, 10));
	await shop.booked(shop.at(day + 4, 10));
	await last;
	expect(heard).toEqual([shop.date(day + 4)]);
});

it('somebody who begins to watch is no news to those who watch already', async () => {
	const { socket, look } = await customer(9);
	const others = [await customer(11), await customer(13), await customer(16)];
	const isTaken = (hour: number) => (now: Day) => !now.free.includes(shop.at(day, hour) / 60_000);
	await look(day);
	// News comes in the order of its causes: nothing of before is on its way after this.
	await Promise.all([next(socket, 'day', isTaken(14)), shop.booked(shop.at(day, 14))]);
	const heard: Day[] = [];
	socket.on('day', (now) => heard.push(now));
	for (const other of others) await other.look(day);
	await Promise.all([next(socket, 'day', isTaken(17)), shop.booked(shop.at(day, 17))]);
	expect(heard).toHaveLength(1);
});

it('one’s own hold is never seen as somebody else’s, in any tab', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	const tab = client(node.origin, { as: 'link', token: await issueLink(sql, booking.id) });
	await watch(tab, { from: shop.date(day + 2), until: shop.date(day + 3) });
	const heard: [string, Day | OwnDay][] = [];
	tab.on('day', (day) => heard.push(['day', day]));
	tab.on('own', (day) => heard.push(['own', day]));
	const both = Promise.all([next(tab, 'day'), next(tab, 'own')]);
	await socket.timeout(5_000).emitWithAck('hold', { start: shop.at(day + 2, 10) });
	await both;
	expect(heard.map(([name]) => name)).toEqual(['own', 'day']);
});

it('nothing is kept of days that nobody watches any more', async () => {
	const { socket, look } = await customer();
	await look(day + 2);
	socket.emit('watch', { from: shop.date(1), until: shop.date(40) }, () => {});
	socket.disconnect();
	await eventually(
		() => node.metric('reslot_live_days'),
		(rooms) => rooms === 0
	);
});

it('a booking with a length of its own follows its fieldworker', async () => {
	const { booking, socket, look } = await customer();
	await sql`update service set duration_minutes = 90`;
	await look(day + 2);
	await shop.booked(shop.at(day + 2, 10), shop.fieldworkerIds[1]);
	const told = next(socket, 'booking');
	await move(sql, {
		bookingId: booking.id,
		startsAt: shop.at(day, 12),
		fieldworkerId: shop.fieldworkerIds[1]!,
		reason: '',
		actor: { kind: 'system', notify: false }
	});
	await told;
	const answer = await look(day + 2);
	const range = { from: shop.date(day + 2), until: shop.date(day + 3) };
	const offer = await readBookingOffer(sql, booking.id, range);
	expect(answer).toMatchObject({
		days: [{ free: offer!.days[0]!.starts.map((start) => start / 60_000) }]
	});
});
