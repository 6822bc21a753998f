import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '../../../src/lib/live/messages.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { readServiceOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { client, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const MINUTE = 60_000;
let shop: Shop;
let nodes: [LiveNode, LiveNode];
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 4 });
	nodes = [await startNode(url), await startNode(url)];
	return () => Promise.all(nodes.map((node) => node.stop()));
});

let day = 2;
beforeEach(() => void (day += 2));

/** A visitor who watches this test's day and the next, and notes all that they are told. */
async function watcher(node: LiveNode) {
	const socket = client(node.origin, { as: 'public' });
	const heard: Day[] = [];
	const listening: boolean[] = [];
	socket.on('day', (said) => heard.push(said));
	socket.on('listening', (now) => listening.push(now));
	const answer = await watch(socket, {
		...{ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! },
		...{ from: shop.date(day), until: shop.date(day + 2) }
	});
	if (answer.result !== 'watching') throw new Error(answer.words);
	// Who watches a day first is told of it as well.
	heard.length = 0;
	return { socket, heard, listening, before: answer.days };
}

/** The day as the database has it. */
async function truth(days: number): Promise<number[]> {
	const range = { from: shop.date(days), until: shop.date(days + 1) };
	const offer = await readServiceOffer(sql, shop.serviceId, shop.fieldworkerIds[0]!, range);
	return (offer?.days[0]?.starts ?? []).map((start) => start / MINUTE);
}
/** Resolves when the last that was heard of a day is what the database has. */
async function sees({ heard }: { heard: readonly Day[] }, days: number): Promise<void> {
	const wanted = (await truth(days)).join();
	const last = () => heard.findLast(({ date }) => date === shop.date(days))?.free.join();
	await expect.poll(last, { interval: 5 }).toBe(wanted);
}
const versionsGrow = (heard: readonly Day[]) =>
	heard.every(({ date, version }, index) =>
		heard.slice(0, index).every((before) => before.date !== date || before.version <= version)
	);

/** Cuts the connections on which nodes listen; answers how many. */
const cut = async () =>
	(
		await sql`
			select pg_terminate_backend(pid)
			from pg_stat_activity
			where datname = current_database()
				and application_name = 'reslot listener'
		`
	).count;

describe('a node that is cut off from the database', () => {
	it('says so, is not ready, and tells every day anew once it listens again', async () => {
		const [node] = nodes;
		const visitor = await watcher(node);
		const { socket, heard, listening, before } = visitor;
		const server = new URL(url);
		server.pathname = '/postgres';
		const admin = connect(server.href, { max: 1 });
		const name = new URL(url).pathname.slice(1);
		const lost = next(socket, 'listening', (now) => !now);
		// What is connected stays so; nobody new comes in.
		await admin`alter database ${admin(name)} with allow_connections false`;
		try {
			expect(await cut()).toBe(2);
			await lost;
			expect(await node.ready()).toBe(false);
			await shop.booked(shop.at(day, 10));
			expect(heard).toEqual([]);
		} finally {
			const back = next(socket, 'listening', (now) => now);
			await admin`alter database ${admin(name)} with allow_connections true`;
			await Promise.all([back, sees(visitor, day), sees(visitor, day + 1)]);
			await admin.end();
		}
		expect(await node.ready()).toBe(true);
		expect(listening).toEqual([true, false, true]);
		expect(versionsGrow([...before, ...heard])).toBe(true);
	});

	it('misses nothing that is committed at the very moment', async () => {
		const all = await Promise.all(nodes.map(watcher));
		for (let hour = 8; hour < 16; hour++) {
			await Promise.all([cut(), shop.booked(shop.at(day, hour))]);
			await Promise.all(all.map((one) => sees(one, day)));
		}
		for (const { heard, before } of all) expect(versionsGrow([...before, ...heard])).toBe(true);
	});
});

describe('a burst of changes', () => {
	it('of bookings and cancellations ends with the right day', async () => {
		const visitor = await watcher(nodes[0]);
		const id = shop.fieldworkerIds[0]!;
		const noise = [id, shop.at(day, 9) / 1000, shop.at(day, 10) / 1000].join(':');
		const crowd = Array.from({ length: 12 }, async (_, n) => {
			for (let round = 0; round < 2; round++) {
				const booking = await shop.booked(shop.at(day, 8 + (n % 8)), id).catch(() => null);
				if (booking) await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
				else await sql`select pg_notify('occupancy', ${noise})`;
			}
		});
		await Promise.all(crowd);
		await shop.booked(shop.at(day, 17), id);
		await sees(visitor, day);
		expect(versionsGrow(visitor.heard)).toBe(true);
	});

	it('a hundred at once is told at most ten times', async () => {
		const { socket, heard } = await watcher(nodes[0]);
		const id = shop.fieldworkerIds[0]!;
		const [from, until] = [shop.at(day, 9) / 1000, shop.at(day, 10) / 1000];
		const last = next(socket, 'day', ({ free }) => !free.includes(shop.at(day, 12) / MINUTE));
		// In one statement they are heard in one breath, however slow the machine is.
		await sql`
			select pg_notify('occupancy', concat_ws(':', ${id}::int, ${from}::bigint + n, ${until}::bigint))
			from generate_series(1, 100) n
		`;
		await shop.booked(shop.at(day, 12), id);
		await last;
		// More would come now.
		await sleep(500);
		expect(heard.length).toBeLessThanOrEqual(10);
		expect(heard.at(-1)!.free).toEqual(await truth(day));
	});
});

it('a notification that is none of ours is passed over', async () => {
	const { socket, heard } = await watcher(nodes[0]);
	for (const payload of ['', 'x', '1:2', '-1:2:3', `1:${'9'.repeat(400)}:1`, "1:2:3';--"]) {
		await sql`select pg_notify('occupancy', ${payload})`;
		await sql`select pg_notify('booking', ${payload})`;
	}
	const last = next(socket, 'day');
	await shop.booked(shop.at(day, 12));
	await last;
	expect(heard).toHaveLength(1);
	expect(await nodes[0].ready()).toBe(true);
});

it('a change is seen on every node', async () => {
	const all = await Promise.all(nodes.map(watcher));
	const heard = all.map(({ socket }) =>
		next(socket, 'day', ({ free }) => !free.includes(shop.at(day, 12) / MINUTE))
	);
	await shop.booked(shop.at(day, 12));
	const [[one], [two]] = (await Promise.all(heard)) as [[Day], [Day]];
	expect(one.version).toBe(two.version);
	expect(one.free).toEqual(two.free);
});
