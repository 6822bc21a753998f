import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { testDatabase } from '../../support/database.ts';
import { client, LIMIT, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { gone, knockAt, letIn, turnedAway } from '../../support/live-end.ts';
import { openShop, type Shop } from '../../support/shop.ts';

// Whatever anybody sends: the node lives, others are served, and nothing is written.

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
let booking: Booking;
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	booking = await shop.booked(shop.at(4, 10));
	node = await startNode(url);
	return () => node.stop();
});

const visitor = () => client(node.origin, { as: 'public' });
const aWish = () => ({
	...{ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! },
	...{ from: shop.date(3), until: shop.date(4) }
});

/** Everything that a client could have written to. */
const written = async () =>
	JSON.stringify(
		await sql`
	select
		(select json_agg(b order by b.id) from booking b) as bookings,
		(select json_agg(o order by o.id) from occupancy o) as occupancy,
		(select json_agg(h order by h.id) from hold h) as holds,
		(select json_agg(l order by l.token_hash) from manage_link l) as links,
		(select json_agg(f) from flags f) as flags
`
	);

let hour = 8;
/** Others still hear of changes. */
async function servesOthers(): Promise<void> {
	const other = visitor();
	expect((await watch(other, aWish())).result).toBe('watching');
	const told = next(other, 'day');
	await shop.booked(shop.at(3, hour++));
	await told;
	other.disconnect();
}
afterEach(servesOthers);

/** A bare connection, already let in, that sends what no client of ours would. */
async function bare(): Promise<WebSocket> {
	const socket = new WebSocket(knockAt(node.origin, 'websocket'), {
		headers: { origin: node.origin }
	});
	socket.on('error', () => {});
	await new Promise<void>((resolve) =>
		socket.on('message', (said) => {
			const text = String(said);
			if (text.startsWith('0')) socket.send('40{"as":"public"}');
			else if (text.startsWith('40')) resolve();
		})
	);
	return socket;
}

const closed = (socket: WebSocket) =>
	new Promise<void>((resolve, reject) => {
		if (socket.readyState === WebSocket.CLOSED) return resolve();
		setTimeout(() => reject(new Error('still open')), LIMIT).unref();
		socket.once('close', () => resolve());
	});

describe('somebody with a link', () => {
	it('can write nothing by events that there are none of', async () => {
		const token = await issueLink(sql, booking.id);
		const socket = client(node.origin, { as: 'link', token });
		await letIn(socket);
		const before = await written();
		const shout = socket as unknown as { emit(name: string, ...said: unknown[]): void };
		for (const name of [
			'move',
			'cancel',
			'book',
			'day',
			'board',
			'booking',
			'ended',
			'__proto__'
		]) {
			shout.emit(name, { bookingId: booking.id, startsAt: shop.at(5, 9) });
		}
		shout.emit('toString', () => {});
		await socket.timeout(LIMIT).emitWithAck('echo');
		expect(await written()).toBe(before);
	});
});

describe('a request', () => {
	it('without a function to answer to is done, and that is all', async () => {
		const socket = visitor();
		await letIn(socket);
		const shout = socket as unknown as { emit(name: string, ...said: unknown[]): void };
		shout.emit('watch', aWish());
		shout.emit('watch', aWish(), 'answer');
		shout.emit('watch');
		shout.emit('hold', { start: 1 }, { call: 1 });
		shout.emit('release', null, 0);
		shout.emit('echo', 'echo');
		shout.emit('echo');
		await socket.timeout(LIMIT).emitWithAck('echo');
	});

	it('that makes no sense is refused in words', async () => {
		const socket = visitor();
		const ask = socket.timeout(LIMIT) as unknown as {
			emitWithAck(name: string, ...said: unknown[]): Promise<unknown>;
		};
		const wishes: unknown[] = [
			...[null, 1, 'x', [], {}, { ...aWish(), more: 1 }, { ...aWish(), from: '2026-02-30' }],
			...[
				{ ...aWish(), service: -1 },
				{ ...aWish(), service: 2 ** 40 },
				{ ...aWish(), until: 7 }
			]
		];
		for (const wish of wishes) {
			const answer = await ask.emitWithAck('watch', wish);
			expect(answer).toMatchObject({ result: 'refused', reason: 'invalid' });
		}
		const unknown = [{ service: 999 }, { fieldworker: 999 }, { service: undefined }];
		for (const part of unknown) {
			const answer = await ask.emitWithAck('watch', { ...aWish(), ...part });
			expect(answer).toMatchObject({ result: 'refused', reason: 'not_offered' });
		}
	});
});

it('who says that they are what there is not is turned away', async () => {
	for (const who of [{}, { as: 'owner' }, { as: 'link' }, { as: 'public', admin: true }]) {
		const { data } = await turnedAway(client(node.origin, who as never));
		expect(data?.reason).toBe('link_dead');
	}
});

describe('a message', () => {
	it('of more than 4 KB ends the connection, by WebSocket and by polling', async () => {
		const long = { from: 'x'.repeat(5_000) } as never;
		for (const transport of ['websocket', 'polling'] as const) {
			const socket = client(node.origin, { as: 'public' }, { transports: [transport] });
			await letIn(socket);
			const over = gone(socket);
			socket.emit('watch', long, () => {});
			await over;
		}
	});

	it('with many attachments, or a name that is reserved, ends the connection', async () => {
		for (const said of ['4599999-["watch"]', '42["disconnect"]', '42["connect"]', '42{"a":1}']) {
			const socket = await bare();
			socket.send(said);
			await closed(socket);
		}
	});

	it('of any kind, ten thousand of them, leaves the node alive', async () => {
		const before = await written();
		const names = ['watch', 'hold', 'release', 'echo', 'move', 'error', 'newListener', ''];
		const event = fc
			.tuple(
				fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })),
				fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
				fc.option(fc.nat({ max: 99 }), { nil: '' })
			)
			.map(([name, said, ack]) => `42${ack}${JSON.stringify([name, ...said])}`);
		const noise = fc.oneof(
			fc.string({ maxLength: 60 }),
			fc.uint8Array({ maxLength: 60 }),
			fc
				.tuple(
					fc.constantFrom('4', '40', '41', '42', '43', '44', '451-', '46', '2', '3'),
					fc.string()
				)
				.map((parts) => parts.join(''))
		);
		// As many as one connection may send at once; noise ends it, and so comes last.
		const visit = fc.tuple(fc.array(event, { minLength: 19, maxLength: 19 }), noise);
		const visits = fc.sample(visit, { numRuns: 500, seed: 3 });
		const visitors = Array.from({ length: 10 }, async () => {
			for (let next = visits.pop(); next; next = visits.pop()) {
				const socket = await bare();
				for (const message of next.flat()) socket.send(message);
				socket.close();
				await closed(socket);
			}
		});
		await Promise.all(visitors);
		await letIn(visitor());
		expect(await written()).toBe(before);
	});
});
