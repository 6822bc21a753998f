import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Day, OwnDay } from '../../../src/lib/live/messages.ts';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { saveHoursException } from '../../../src/lib/server/working-hours.ts';
import { testDatabase } from '../../support/database.ts';
import { client, hold, LIMIT, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	node = await startNode(url);
	return () => node.stop();
});

const minutes = (instant: number) => instant / 60_000;
const isFree = (day: Day | OwnDay, instant: number) =>
	'free' in day && day.free.includes(minutes(instant));

/** A visitor who watches one day with one fieldworker. */
async function visitor(days: number, fieldworker: number | 'any' = shop.fieldworkerIds[0]!) {
	const socket = client(node.origin, { as: 'public' });
	const request = {
		...{ service: shop.serviceId, fieldworker },
		...{ from: shop.date(days), until: shop.date(days + 1) }
	};
	const answer = await watch(socket, request);
	if (answer.result !== 'watching') throw new Error(JSON.stringify(answer));
	return { socket, day: answer.days[0]! };
}

/** The customer of a booking who watches one day to move it to. */
async function customer(bookingId: number, days: number) {
	const token = await issueLink(sql, bookingId);
	const socket = client(node.origin, { as: 'link', token });
	const answer = await watch(socket, { from: shop.date(days), until: shop.date(days + 1) });
	if (answer.result !== 'watching') throw new Error(JSON.stringify(answer));
	return { socket, day: answer.days[0]!, own: answer.own[0] };
}

describe('a day that somebody watches', () => {
	it('loses a time when it is booked, and gets it back when that is cancelled', async () => {
		const { socket, day } = await visitor(3);
		expect(isFree(day, shop.at(3, 10))).toBe(true);
		const gone = next(socket, 'day', (now) => !isFree(now, shop.at(3, 10)));
		const booking = await shop.booked(shop.at(3, 10));
		const [without] = await gone;
		expect(without.version).toBeGreaterThan(day.version);
		const back = next(socket, 'day', (now) => isFree(now, shop.at(3, 10)));
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		expect((await back)[0].version).toBeGreaterThan(without.version);
	});

	it('follows a move, a blocked event, and other hours', async () => {
		const booking = await shop.booked(shop.at(4, 9));
		const { socket } = await visitor(4);
		const moved = next(
			socket,
			'day',
			(day) => isFree(day, shop.at(4, 9)) && !isFree(day, shop.at(4, 14))
		);
		await move(sql, {
			bookingId: booking.id,
			startsAt: shop.at(4, 14),
			reason: '',
			actor: BY_LINK
		});
		await moved;
		const blocked = next(socket, 'day', (day) =>
			day.free.every((at) => at < minutes(shop.at(4, 12)))
		);
		const [fieldworkerId] = shop.fieldworkerIds;
		const afternoon = { startsAt: shop.at(4, 12), endsAt: shop.at(4, 18) };
		await block(sql, { fieldworkerId: fieldworkerId!, ...afternoon, title: 'Away' });
		await blocked;
		const told = next(socket, 'rules');
		await transaction(sql, (tx) =>
			saveHoursException(tx, null, { date: shop.date(4), spans: [], note: '' })
		);
		await told;
	});

	it('with anybody loses a time only when nobody is left', async () => {
		const { socket, day } = await visitor(5, 'any');
		expect(isFree(day, shop.at(5, 10))).toBe(true);
		const first = next(socket, 'day');
		await shop.booked(shop.at(5, 10), shop.fieldworkerIds[0]);
		expect(isFree((await first)[0], shop.at(5, 10))).toBe(true);
		const gone = next(socket, 'day', (now) => !isFree(now, shop.at(5, 10)));
		await shop.booked(shop.at(5, 10), shop.fieldworkerIds[1]);
		await gone;
	});

	it('of another day or fieldworker tells nothing', async () => {
		const { socket } = await visitor(6, shop.fieldworkerIds[1]!);
		const heard: Day[] = [];
		socket.on('day', (day) => heard.push(day));
		await shop.booked(shop.at(6, 10), shop.fieldworkerIds[0]);
		await shop.booked(shop.at(7, 10), shop.fieldworkerIds[1]);
		const last = next(socket, 'day', (day) => !isFree(day, shop.at(6, 15)));
		await shop.booked(shop.at(6, 15), shop.fieldworkerIds[1]);
		await last;
		expect(heard).toHaveLength(1);
	});
});

describe('for the customer of a booking', () => {
	it('their own booking is not in the way, and for everybody else it is', async () => {
		const booking = await shop.booked(shop.at(8, 10));
		const { day, own } = await customer(booking.id, 8);
		expect(isFree(day, shop.at(8, 10))).toBe(false);
		expect(isFree(own!, shop.at(8, 10))).toBe(true);
	});

	it('their own hold is not in the way; others see it as being taken', async () => {
		const booking = await shop.booked(shop.at(10, 9));
		const mine = await customer(booking.id, 9);
		const other = await visitor(9);
		const [seenByOther, seenByMe] = [
			next(other.socket, 'day', (day) => day.held.includes(minutes(shop.at(9, 13)))),
			next(mine.socket, 'own', (day) => isFree(day, shop.at(9, 13)))
		];
		const answer = await hold(mine.socket, { start: shop.at(9, 13) });
		expect(answer.result).toBe('held');
		expect(isFree((await seenByOther)[0], shop.at(9, 13))).toBe(false);
		await seenByMe;
		const freed = next(other.socket, 'day', (day) => isFree(day, shop.at(9, 13)));
		const shared = next(mine.socket, 'own', (day) => 'shared' in day);
		await mine.socket.timeout(LIMIT).emitWithAck('release', { start: shop.at(9, 13) });
		await Promise.all([freed, shared]);
	});

	it('a hold is told in every tab, and released when the page that made it is closed', async () => {
		const booking = await shop.booked(shop.at(10, 15));
		const [one, two] = [await customer(booking.id, 11), await customer(booking.id, 12)];
		const told = next(two.socket, 'held', (held) => held?.start === shop.at(11, 10));
		await hold(one.socket, { start: shop.at(11, 10) });
		await told;
		const gone = next(two.socket, 'held', (held) => held === null);
		one.socket.disconnect();
		await gone;
	});

	it('a move of the booking by somebody else is told', async () => {
		const booking = await shop.booked(shop.at(13, 10));
		const { socket } = await customer(booking.id, 13);
		const told = next(socket, 'booking');
		await move(sql, {
			bookingId: booking.id,
			startsAt: shop.at(13, 12),
			reason: '',
			actor: BY_LINK
		});
		await told;
	});
});

it('what is told holds nothing about anybody', async () => {
	const { socket } = await visitor(14);
	const said: unknown[] = [];
	socket.onAny((...args) => said.push(args));
	const heard = next(socket, 'day');
	const outcome = await book(sql, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(14, 10),
		customer: {
			name: 'Quentin Quire',
			email: 'quentin@example.com',
			phone: '555-0199',
			address: '7 Quill Lane'
		},
		notes: 'The key is under the mat',
		requestId: randomUUID(),
		actor: BY_LINK
	});
	await heard;
	expect(outcome.result).toBe('booked');
	for (const [name, ...rest] of said as [string, ...object[]][]) {
		expect(name).toBe('day');
		expect(Object.keys(rest[0]!)).toEqual(['date', 'version', 'at', 'free', 'held']);
	}
	expect(JSON.stringify(said)).not.toMatch(/Quentin|quentin|555|Quill|mat/);
});
