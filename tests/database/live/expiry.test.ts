import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '../../../src/lib/live/messages.ts';
import { newVisitorSecret, visitorCookie } from '../../../src/lib/server/holds/visitor.ts';
import { issueLink } from '../../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../../support/database.ts';
import {
	client,
	hold,
	next,
	startNode,
	watch,
	type LiveClient,
	type LiveNode
} from '../../support/live.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;
let node: LiveNode;
let token: string;
/** Each test has a day of its own. */
let day = 2;
const at = (hour: number) => shop.at(day, hour);
const minutes = (instant: number) => instant / 60_000;

beforeAll(async () => {
	shop = await openShop(sql);
	node = await startNode(url);
	return () => node.stop();
});
beforeEach(async () => {
	day++;
	token = await issueLink(sql, (await shop.booked(at(9))).id);
});

const aWish = () => ({ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]! });

/** Watches the test's day; answers with it. */
async function watching(socket: LiveClient): Promise<Day> {
	const range = { from: shop.date(day), until: shop.date(day + 1) };
	const answer = await watch(socket, { ...aWish(), ...range });
	if (answer.result !== 'watching') throw new Error(answer.words);
	return answer.days[0]!;
}
const customer = () => client(node.origin, { as: 'link', token });
const visitor = (headers = {}) => client(node.origin, { as: 'public' }, { headers });

/** Lets the hold at noon expire so many milliseconds from now; no hold is as short as that. */
async function expireIn(milliseconds: number): Promise<number> {
	return sql.begin(async (tx) => {
		const [soon] = await tx<{ id: number; at: number }[]>`
			update hold
			set expires_at = reslot_clock() + make_interval(secs => ${milliseconds / 1000})
			where starts_at = ${at(12)}
			returning id, expires_at as at
		`;
		await tx`update occupancy set held_until = ${soon!.at} where hold_id = ${soon!.id}`;
		return soon!.at;
	}) as Promise<number>;
}

describe('a hold that expires', () => {
	it('vanishes from others’ screens by itself, on time, and its holder is told', async () => {
		const [mine, other] = [customer(), visitor()];
		await Promise.all([watching(mine), watching(other)]);
		const taking = next(other, 'day', (day) => day.held.includes(minutes(at(12))));
		expect(await hold(mine, { start: at(12) })).toMatchObject({ result: 'held' });
		await taking;
		const [freed, ended] = [
			next(other, 'day', (day) => day.free.includes(minutes(at(12)))),
			next(mine, 'held', (held) => held === null)
		];
		const expiresAt = await expireIn(700);
		const [[day], [, now]] = await Promise.all([freed, ended]);
		expect(day.held).toEqual([]);
		for (const told of [day.at, now]) {
			expect(told - expiresAt).toBeGreaterThanOrEqual(0);
			expect(told - expiresAt).toBeLessThan(10_000);
		}
	});

	it('goes while another one stays', async () => {
		const secret = `${visitorCookie(node.origin).name}=${newVisitorSecret()}`;
		const [mine, holder, other] = [customer(), visitor({ cookie: secret }), visitor()];
		await Promise.all([mine, holder, other].map(watching));
		const both = next(other, 'day', ({ held }) =>
			[12, 15].every((hour) => held.includes(minutes(at(hour))))
		);
		expect(await hold(mine, { start: at(12) })).toMatchObject({ result: 'held' });
		expect(await hold(holder, { ...aWish(), start: at(15) })).toMatchObject({ result: 'held' });
		await both;
		const gone = next(other, 'day', ({ held }) => !held.includes(minutes(at(12))));
		await expireIn(600);
		const [now] = await gone;
		expect(now.held).toContain(minutes(at(15)));
		expect(now.free).toContain(minutes(at(12)));
	});

	it('is gone for who connects when nobody has removed it yet', async () => {
		const mine = customer();
		await watching(mine);
		await hold(mine, { start: at(12) });
		await sql.begin(async (tx) => {
			// Whoever wants to remove it has to wait for this lock.
			await tx`select id from fieldworker for update`;
			await expireIn(-1_000);
			const seen = async () => (await watching(visitor())).free;
			await expect.poll(seen).toContain(minutes(at(12)));
			expect(await sql`select id from hold where starts_at = ${at(12)}`).toHaveLength(1);
		});
	});
});

it('who was away when their hold went is told that there is none', async () => {
	const mine = customer();
	await watching(mine);
	await hold(mine, { start: at(12) });
	const told = next(mine, 'held', (held) => held !== null);
	await watching(mine);
	await told;
	mine.io.engine.close();
	await sql`delete from hold`;
	const again = customer();
	const none = next(again, 'held');
	await watching(again);
	expect((await none)[0]).toBeNull();
});
