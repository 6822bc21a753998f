import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Booking } from '../../src/lib/server/bookings/find.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../support/database.ts';
import { client, next, watch, type LiveClient } from '../support/live.ts';
import { gone } from '../support/live-end.ts';
import { startReslot, type Reslot } from '../support/reslot.ts';
import { openShop, type Shop } from '../support/shop.ts';

const { sql, url } = await testDatabase();
const MINUTE = 60_000;
const environment = { DATABASE_URL: url, ROLE: 'web', LOG_LEVEL: 'error' };

let shop: Shop;
let booking: Booking;
let secret: string;
let one: Reslot;
let two: Reslot;
beforeAll(async () => {
	shop = await openShop(sql);
	booking = await shop.booked(shop.at(3, 10));
	secret = await issueLink(sql, booking.id);
	[one, two] = await Promise.all([startReslot(environment), startReslot(environment)]);
}, 120_000);
afterAll(async () => {
	await Promise.all([one.kill(), two.kill()]);
});

/** Sends a form as a browser without JavaScript does. */
const post = (node: Reslot, path: string, fields: Record<string, string>) =>
	fetch(`${node.url}${path}`, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { origin: node.url, accept: 'text/html' },
		redirect: 'manual'
	});

/** A visitor who looks at the day of the booking. */
async function visitor(node: Reslot): Promise<LiveClient> {
	const socket = client(node.url, { as: 'public' });
	const answer = await watch(socket, {
		...{ service: shop.serviceId, fieldworker: 'any' as const },
		...{ from: shop.date(3), until: shop.date(4) }
	});
	expect(answer.result).toBe('watching');
	return socket;
}

/** Resolves when somebody is told a day on which one hour is free and another is not. */
const told = (socket: LiveClient, free: number, taken: number) =>
	next(
		socket,
		'day',
		(day) =>
			day.free.includes(shop.at(3, free) / MINUTE) && !day.free.includes(shop.at(3, taken) / MINUTE)
	);

test('both are ready, and say that they listen', async () => {
	for (const node of [one, two]) {
		const readiness = async () => {
			const response = await fetch(`${node.url}/readyz`);
			return { status: response.status, said: await response.json() };
		};
		const said = { ready: true, checks: { listener: 'ok' } };
		await expect.poll(readiness).toMatchObject({ status: 200, said });
	}
});

test('a move by the page of one node is seen live on the other', async () => {
	const [near, far] = [await visitor(one), await visitor(two)];
	const customer = client(two.url, { as: 'link', token: secret });
	await watch(customer, { from: shop.date(3), until: shop.date(4) });
	const seen = Promise.all([told(near, 10, 14), told(far, 10, 14), next(customer, 'booking')]);
	const response = await post(one, `/b/${secret}/reschedule`, {
		startsAt: String(shop.at(3, 14)),
		version: String(booking.version),
		reason: ''
	});
	expect(response.status).toBe(303);
	await seen;
});

test('one goes on when the other is killed', async () => {
	const [lost, stays] = [await visitor(one), await visitor(two)];
	const [dropped] = await Promise.all([gone(lost), one.kill()]);
	expect(dropped).toMatch(/transport/);
	const seen = told(stays, 14, 9);
	const response = await post(two, `/b/${secret}/reschedule`, {
		startsAt: String(shop.at(3, 9)),
		version: String(booking.version + 1),
		reason: ''
	});
	expect(response.status).toBe(303);
	await seen;
});

test('Ctrl-C ends one within seconds while people are connected', async () => {
	const crowd = await Promise.all(Array.from({ length: 20 }, () => visitor(two)));
	const polling = client(two.url, { as: 'public' }, { transports: ['polling'] });
	await next(polling, 'listening');
	const started = performance.now();
	const [code] = await Promise.all([two.stop(), ...crowd.map(gone)]);
	expect(code).toBe(0);
	// Who is not sent away is cut off after ten seconds.
	expect(performance.now() - started).toBeLessThan(9_500);
});
