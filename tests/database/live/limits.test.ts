import { beforeAll, describe, expect, it } from 'vitest';
import type { HoldAnswer } from '../../../src/lib/live/messages.ts';
import { newVisitorSecret, visitorCookie } from '../../../src/lib/server/holds/visitor.ts';
import { testDatabase } from '../../support/database.ts';
import {
	client,
	hold,
	LIMIT,
	startNode,
	watch,
	type LiveClient,
	type LiveNode
} from '../../support/live.ts';
import { letIn, sentAway, turnedAway } from '../../support/live-end.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
let behindProxy: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql);
	[node, behindProxy] = await Promise.all([
		startNode(url),
		startNode(url, { ADDRESS_HEADER: 'x-forwarded-for' })
	]);
	return () => Promise.all([node.stop(), behindProxy.stop()]);
});

const visitor = () => client(node.origin, { as: 'public' });
const from = (address: string, headers: Record<string, string> = {}) =>
	client(
		behindProxy.origin,
		{ as: 'public' },
		{ headers: { 'x-forwarded-for': address, ...headers } }
	);

describe('one connection', () => {
	/** Whether a request is done, or has to wait. */
	const echo = async (socket: LiveClient): Promise<'done' | 'wait'> => {
		const said: unknown = await socket.timeout(LIMIT).emitWithAck('echo');
		if (said === undefined) return 'done';
		expect(said).toMatchObject({ result: 'refused', reason: 'too_fast', again: true });
		return 'wait';
	};

	it('may ask twenty times at once, and again after a while', async () => {
		const socket = visitor();
		await letIn(socket);
		const answers = await Promise.all(Array.from({ length: 40 }, () => echo(socket)));
		expect(answers.slice(0, 20)).not.toContain('wait');
		expect(answers).toContain('wait');
		await expect.poll(() => echo(socket), { interval: 4_000, timeout: LIMIT }).toBe('done');
	});

	it('that does not stop is sent away, in words; others are not', async () => {
		const [socket, other] = [visitor(), visitor()];
		await Promise.all([letIn(socket), letIn(other)]);
		const end = sentAway(socket);
		for (let n = 0; n < 150; n++) socket.emit('echo', () => {});
		expect(await end).toEqual({ reason: 'too_fast', words: expect.stringContaining('reload') });
		expect(await echo(other)).toBe('done');
	});

	it('watches six weeks of days, and no more', async () => {
		const socket = visitor();
		const days = (first: number, last: number) => ({
			...{ service: shop.serviceId, fieldworker: 'any' as const },
			...{ from: shop.date(first), until: shop.date(last) }
		});
		const most = await watch(socket, days(0, 42));
		expect(most).toHaveProperty('days.length', 42);
		for (const range of [days(0, 43), days(0, 3_650), days(2, 2), days(5, 2)]) {
			expect(await watch(socket, range)).toMatchObject({ result: 'refused', reason: 'too_long' });
		}
	});
});

describe('one network address', () => {
	const HOME = '203.0.113.9';

	it('has two hundred connections; others still get in, and who leaves makes room', async () => {
		const crowd = Array.from({ length: 200 }, () => from(HOME));
		await Promise.all(crowd.map(letIn));
		expect((await turnedAway(from(HOME))).message).toBeTruthy();
		// What somebody claims before the proxy's own word does not count.
		expect((await turnedAway(from(`198.51.100.1, ${HOME}`))).message).toBeTruthy();
		await letIn(from('203.0.113.10'));
		crowd[0]!.disconnect();
		const oneMore = async () => {
			const late = from(HOME);
			return Promise.race([letIn(late).then(() => 'in'), turnedAway(late).then(() => 'out')]);
		};
		await expect.poll(oneMore).toBe('in');
	});

	it('that is this machine’s own is not limited, as all may come from there', async () => {
		const crowd = Array.from({ length: 210 }, visitor);
		await Promise.all(crowd.map(letIn));
	});
});

describe('holds', () => {
	const asVisitor = () => ({
		cookie: `${visitorCookie(behindProxy.origin).name}=${newVisitorSecret()}`
	});

	/** Asks so many times for a hold; a new connection for every fifteen. */
	async function ask(times: number, address: string, cookie = asVisitor()): Promise<HoldAnswer[]> {
		const answers: HoldAnswer[] = [];
		let socket: LiveClient | undefined;
		for (let n = 0; n < times; n++) {
			if (n % 15 === 0) {
				socket?.disconnect();
				socket = from(address, cookie);
			}
			const start = shop.at(2, 8 + (n % 9));
			const wish = { service: shop.serviceId, fieldworker: 'any' as const };
			answers.push(await hold(socket!, { ...wish, start }));
		}
		socket?.disconnect();
		return answers;
	}

	it('are forty in five minutes for a person, and three persons’ for an address', async () => {
		const home = '203.0.113.20';
		const tooMany = { result: 'refused', reason: 'too_many' };
		const mine = asVisitor();
		for (const answer of await ask(40, home, mine)) expect(answer).not.toMatchObject(tooMany);
		const [refused] = await ask(1, '203.0.113.21', mine);
		expect(refused).toMatchObject({ ...tooMany, words: expect.stringContaining('not held') });
		for (const person of [asVisitor(), asVisitor()]) await ask(40, home, person);
		expect(await ask(1, home)).toMatchObject([tooMany]);
		expect(await ask(1, '203.0.113.22')).toMatchObject([{ result: 'held' }]);
	});

	it('are off for who keeps no cookies', async () => {
		expect(await ask(1, '203.0.113.23', { cookie: '' })).toEqual([{ result: 'off' }]);
	});
});
