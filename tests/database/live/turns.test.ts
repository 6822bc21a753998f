import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Day, OwnDay } from '../../../src/lib/live/messages.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { lockFieldworkers } from '../../../src/lib/server/occupancy/lock.ts';
import { readBookingOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { client, LIMIT, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';

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

/** The customer of a booking, and how they ask. */
async function customerOf(booking: Booking, { origin } = node) {
	const socket = client(origin, { as: 'link', token: await issueLink(sql, booking.id) });
	const look = (days: number) =>
		watch(socket, { from: shop.date(days), until: shop.date(days + 1) });
	return { booking, socket, look };
}
/** One with a booking on the test's first day. */
const customer = async () => customerOf(await shop.booked(shop.at(day, 9)));
const heldFor = ({ id }: { id: number }) =>
	sql<{ startsAt: number }[]>`select starts_at as "startsAt" from hold where booking_id = ${id}`;

it('a release that follows a hold at once gives it up', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	for (let i = 0; i < 5; i++) {
		const start = shop.at(day + 2, 10);
		await Promise.all([
			socket.timeout(LIMIT).emitWithAck('hold', { start }),
			socket.timeout(LIMIT).emitWithAck('release', { start })
		]);
		expect(await heldFor(booking)).toEqual([]);
	}
});

it('of two holds that are asked for at once the later one stays', async () => {
	const { booking, socket, look } = await customer();
	await look(day + 2);
	const answers = await Promise.all(
		[10, 13, 15].map((hour) =>
			socket.timeout(LIMIT).emitWithAck('hold', { start: shop.at(day + 2, hour) })
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
		await someoneWaits(sql);
		socket.disconnect();
	});
	// Before it is made there is none either.
	await eventually(
		() => sql`
			select from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
		`,
		({ count }) => count === 0
	);
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
	const [mine, ...others] = [
		await shop.booked(shop.at(day, 9)),
		await shop.booked(shop.at(day, 11)),
		await shop.booked(shop.at(day, 13))
	];
	// A node that listens from now on does not hear of those bookings, not even late.
	const fresh = await startNode(url);
	onTestFinished(() => fresh.stop());
	const { socket, look } = await customerOf(mine!, fresh);
	await look(day);
	const last = shop.at(day, 17);
	const isBooked = ({ free }: Day) => !free.includes(last / 60_000);
	const before: Day[] = [];
	socket.on('day', (now) => {
		if (!isBooked(now)) before.push(now);
	});
	for (const other of others) await (await customerOf(other, fresh)).look(day);
	await Promise.all([next(socket, 'day', isBooked), shop.booked(last)]);
	expect(before).toEqual([]);
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
	await socket.timeout(LIMIT).emitWithAck('hold', { start: shop.at(day + 2, 10) });
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
