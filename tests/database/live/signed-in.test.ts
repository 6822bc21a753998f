import { beforeAll, describe, expect, it } from 'vitest';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { customerCookie } from '../../../src/lib/server/portal/cookies.ts';
import { beginCustomerSession } from '../../../src/lib/server/portal/session.ts';
import { endCustomerSessions } from '../../../src/lib/server/portal/sessions.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { testDatabase } from '../../support/database.ts';
import { client, hold, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { letIn, sentAway, turnedAway } from '../../support/live-end.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { DEVICE } from '../../support/staff.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql);
	node = await startNode(url);
	return () => node.stop();
});

let hour = 8;
const booked = () => shop.booked(shop.at(3, hour++));

/** The header of a browser in which the customer of this booking has signed in. */
async function cookieOf({ customer }: Booking) {
	const { secret } = await beginCustomerSession(sql, customer.id, DEVICE);
	return { cookie: `${customerCookie(node.origin).name}=${secret}` };
}
const see = (booking: Booking, headers = {}) =>
	client(node.origin, { as: 'customer', booking: booking.id }, { headers });
const aDay = () => ({ from: shop.date(3), until: shop.date(4) });

describe('a customer who is signed in', () => {
	it('watches for their own booking and holds times for it, as its link does', async () => {
		const [mine, another] = [await booked(), await booked()];
		const socket = see(mine, await cookieOf(mine));
		const answer = await watch(socket, aDay());
		if (answer.result !== 'watching') throw new Error(answer.words);
		const minute = (at: number) => at / 60_000;
		// Their own time is not in their way; somebody else's is.
		expect(answer.own[0]).toMatchObject({ date: shop.date(3) });
		const { free } = answer.own[0] as { free: number[] };
		expect(free).not.toContain(minute(another.startsAt));
		expect(free).toContain(minute(shop.at(3, 17)));
		expect((await hold(socket, { start: shop.at(3, 17) })).result).toBe('held');

		const byLink = client(node.origin, { as: 'link', token: await issueLink(sql, mine.id) });
		await letIn(byLink);
		const told = next(socket, 'booking');
		await sql`update booking set version = version + 1 where id = ${mine.id}`;
		await told;
	});

	it('is let in to nobody else’s booking, nor without having signed in', async () => {
		const [mine, another] = [await booked(), await booked()];
		const headers = await cookieOf(mine);
		const wrong = { cookie: `${customerCookie(node.origin).name}=${'x'.repeat(43)}` };
		const sockets = [see(another, headers), see(mine), see(mine, wrong)];
		for (const { data } of await Promise.all(sockets.map(turnedAway))) {
			expect(data).toEqual({ reason: 'signed_out', words: expect.stringContaining('Sign in') });
		}
	});

	it('who signs out everywhere is told and ended everywhere; others are not', async () => {
		const [mine, another] = [await booked(), await booked()];
		const sockets = [see(mine, await cookieOf(mine)), see(mine, await cookieOf(mine))];
		const bystander = see(another, await cookieOf(another));
		await Promise.all([...sockets, bystander].map(letIn));
		const ends = sockets.map(sentAway);
		await endCustomerSessions(sql, mine.customer.id);
		for (const { reason } of await Promise.all(ends)) expect(reason).toBe('signed_out');
		expect(bystander.connected).toBe(true);
	});
});
