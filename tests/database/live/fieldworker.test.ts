import { beforeAll, describe, expect, it } from 'vitest';
import { sessionCookie } from '../../../src/lib/server/accounts/cookie.ts';
import { beginSession } from '../../../src/lib/server/accounts/session.ts';
import { createStaff, type Role } from '../../../src/lib/server/accounts/staff.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { BoardChange } from '../../../src/lib/live/messages.ts';
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
import { letIn, sentAway } from '../../support/live-end.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
let mine: number;
let theirs: number;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	[mine, theirs] = shop.fieldworkerIds as [number, number];
	node = await startNode(url);
	return () => node.stop();
});

let people = 0;
async function signedIn(role: Role, fieldworkerId?: number) {
	// A calendar is one account's: whoever had it in the test before is gone.
	await sql`update staff set active = false where fieldworker_id = ${fieldworkerId ?? null}`;
	const created = await createStaff(sql, {
		...{ name: 'Sam', email: `sam${++people}@example.com`, role, fieldworkerId },
		password: 'correct horse battery'
	});
	if (created.result !== 'created') throw new Error(created.result);
	const { secret } = await beginSession(sql, created.staff.id);
	const cookie = `${sessionCookie(node.origin).name}=${secret}`;
	const socket = client(node.origin, { as: 'staff' }, { headers: { cookie } });
	const heard: BoardChange[] = [];
	const events: string[] = [];
	socket.on('board', (change) => heard.push(change));
	socket.onAny((name: string) => events.push(name));
	await letIn(socket);
	return { staffId: created.staff.id, socket, heard, events };
}

/** Whatever was sent before the answer to this has arrived with it. */
const caughtUp = (socket: LiveClient) => socket.timeout(LIMIT).emitWithAck('echo');
const told = (socket: LiveClient, bookingId: number) =>
	next(socket, 'board', ({ bookings }) => bookings.includes(bookingId));

describe('a fieldworker’s live connection', () => {
	it('hears of their own bookings and time, and of nobody else’s', async () => {
		const [me, office] = [await signedIn('fieldworker', mine), await signedIn('admin')];
		const heardByOffice = new Set<number>();
		office.socket.on('board', ({ bookings }) => bookings.forEach((id) => heardByOffice.add(id)));
		const other = await shop.booked(shop.at(5, 9), theirs);
		await expect.poll(() => heardByOffice.has(other.id)).toBe(true);
		const own = await shop.booked(shop.at(5, 9), mine);
		await expect.poll(() => me.heard.some(({ bookings }) => bookings.includes(own.id))).toBe(true);
		await caughtUp(me.socket);
		expect(me.heard.flatMap(({ bookings }) => bookings)).not.toContain(other.id);
		const spans = me.heard.flatMap((change) => change.spans);
		expect(new Set(spans.map(({ fieldworkerId }) => fieldworkerId))).toEqual(new Set([mine]));
		expect(heardByOffice).toContain(own.id);
	});

	it('hears of a booking that changes hands, whoever had it before', async () => {
		const [me, other] = [
			await signedIn('fieldworker', mine),
			await signedIn('fieldworker', theirs)
		];
		const booking = await shop.booked(shop.at(6, 9), mine);
		const heard = [me, other].map(({ socket }) => told(socket, booking.id));
		const moved = await move(sql, {
			bookingId: booking.id,
			startsAt: shop.at(6, 11),
			fieldworkerId: theirs,
			reason: '',
			actor: { kind: 'system', notify: false }
		});
		expect(moved.result).toBe('moved');
		await Promise.all(heard);
	});

	it('may ask for nothing that customers ask for', async () => {
		const { socket } = await signedIn('fieldworker', mine);
		const days = { from: shop.date(2), until: shop.date(3) };
		for (const fieldworker of [mine, theirs, 'any'] as const) {
			const answer = await watch(socket, { service: shop.serviceId, fieldworker, ...days });
			expect(answer).toMatchObject({ result: 'refused', reason: 'not_for_staff' });
			const start = shop.at(2, 9);
			const held = await hold(socket, { service: shop.serviceId, fieldworker, start });
			expect(held).toEqual({ result: 'off' });
		}
		await socket.timeout(LIMIT).emitWithAck('release', { start: shop.at(2, 9) });
		expect(await sql`select from hold`).toHaveLength(0);
	});

	it('is told no customer’s news: not of bookings, not of days, not of holds', async () => {
		const me = await signedIn('fieldworker', mine);
		const office = await signedIn('owner');
		const booking = await shop.booked(shop.at(7, 9), mine);
		const known = told(office.socket, booking.id);
		await move(sql, {
			bookingId: booking.id,
			startsAt: shop.at(7, 12),
			reason: '',
			actor: BY_LINK
		});
		await known;
		await Promise.all([caughtUp(me.socket), caughtUp(office.socket)]);
		for (const { events } of [me, office]) {
			expect(events.filter((name) => !['board', 'listening', 'rules'].includes(name))).toEqual([]);
		}
	});

	it('of somebody who is nobody on the calendar hears of nothing', async () => {
		const [me, office] = [await signedIn('fieldworker'), await signedIn('owner')];
		const booking = shop.booked(shop.at(8, 9), mine);
		await told(office.socket, (await booking).id);
		await caughtUp(me.socket);
		expect(me.heard).toEqual([]);
	});

	it.each([
		['are given another calendar', () => ({ fieldworker_id: theirs })],
		['are given another role', () => ({ role: 'admin' })],
		['have their account closed', () => ({ active: false })]
	])('ends when they %s', async (_, change) => {
		const { staffId, socket } = await signedIn('fieldworker', mine);
		await sql`update staff set active = false where fieldworker_id = ${theirs}`;
		const end = sentAway(socket);
		await sql`update staff set ${sql(change())} where id = ${staffId}`;
		expect((await end).reason).toBe('signed_out');
	});
});
