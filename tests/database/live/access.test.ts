import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionCookie } from '../../../src/lib/server/accounts/cookie.ts';
import { beginSession, signOut } from '../../../src/lib/server/accounts/session.ts';
import { createStaff, type Role } from '../../../src/lib/server/accounts/staff.ts';
import { issueLink, revokeLinks } from '../../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../../support/database.ts';
import { client, LIMIT, next, startNode, watch, type LiveNode } from '../../support/live.ts';
import { knock, knockAt, letIn, sentAway, turnedAway } from '../../support/live-end.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const FOREIGN = 'https://elsewhere.example';
let shop: Shop;
let node: LiveNode;
beforeAll(async () => {
	shop = await openShop(sql);
	node = await startNode(url);
	return () => node.stop();
});

/** Changes the flags, and waits until the node knows. */
async function setFlags(flags: Parameters<Shop['setFlags']>[0]): Promise<void> {
	const witness = client(node.origin, { as: 'public' });
	await watch(witness, aWish());
	const told = next(witness, 'rules');
	await shop.setFlags(flags);
	await told;
	witness.disconnect();
}

let bookings = 0;
/** A new booking with a link. */
async function customer(): Promise<{ bookingId: number; token: string }> {
	const days = 3 + Math.floor(bookings / 8);
	const booking = await shop.booked(shop.at(days, 8 + (bookings++ % 8)));
	return { bookingId: booking.id, token: await issueLink(sql, booking.id) };
}
const byLink = (token: string) => client(node.origin, { as: 'link', token });

let people = 0;
/** Somebody who has signed in: the header with their cookie, and their session's secret. */
async function signedIn(role: Role = 'admin', { left = false } = {}) {
	const created = await createStaff(sql, {
		...{ name: 'Sam', email: `sam${++people}@example.com`, role },
		password: 'correct horse battery'
	});
	if (created.result !== 'created') throw new Error(created.result);
	const { secret } = await beginSession(sql, created.staff.id);
	if (left) await sql`update staff set active = false where id = ${created.staff.id}`;
	const headers = { cookie: `${sessionCookie(node.origin).name}=${secret}` };
	return { staffId: created.staff.id, secret, headers };
}
const asStaff = (headers = {}) => client(node.origin, { as: 'staff' }, { headers });

const aDay = () => ({ from: shop.date(2), until: shop.date(3) });
const aWish = () => ({ service: shop.serviceId, fieldworker: shop.fieldworkerIds[0]!, ...aDay() });

describe('a page of another site', () => {
	it('gets no WebSocket, nor does what names no origin', async () => {
		expect(await knock(node.origin, { origin: node.origin })).toBe(101);
		expect(await knock(node.origin, { origin: FOREIGN })).toBe(400);
		expect(await knock(node.origin, {})).toBe(400);
		expect(await knock(node.origin, { origin: node.origin, 'sec-fetch-site': 'cross-site' })).toBe(
			400
		);
		const socket = client(node.origin, { as: 'public' }, { headers: { origin: FOREIGN } });
		expect((await turnedAway(socket)).data).toBeUndefined();
	});

	it('gets nothing by polling either, and cannot write into a connection that is open', async () => {
		const address = knockAt(node.origin, 'polling');
		const ask = (to: string, headers: Record<string, string>, body?: string) =>
			fetch(to, body === undefined ? { headers } : { method: 'POST', headers, body });
		expect((await ask(address, { origin: FOREIGN })).status).toBe(400);
		expect((await ask(address, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
		expect((await ask(address, { origin: FOREIGN }, '40{"as":"public"}')).status).toBe(400);

		const opened = await (await ask(address, {})).text();
		const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
		const mine = `${address}&sid=${sid}`;
		expect((await ask(mine, { origin: FOREIGN }, '40{"as":"public"}')).status).toBe(400);
		expect((await ask(mine, {}, '40{"as":"public"}')).status).toBe(400);
		expect((await ask(mine, { origin: node.origin }, '40{"as":"public"}')).status).toBe(200);
	});
});

it('polling alone works from end to end', async () => {
	const socket = client(node.origin, { as: 'public' }, { transports: ['polling'] });
	const answer = await watch(socket, aWish());
	expect(answer.result).toBe('watching');
	const changed = next(socket, 'day');
	await shop.booked(shop.at(2, 17));
	await changed;
	expect(socket.io.engine.transport.name).toBe('polling');
});

describe('a manage link', () => {
	it('that is wrong, expired or revoked is turned away in the same words', async () => {
		const [expired, revoked] = [await customer(), await customer()];
		await sql`
			update manage_link
			set expires_at = reslot_clock()
			where booking_id = ${expired.bookingId}
		`;
		await revokeLinks(sql, revoked.bookingId);
		for (const token of ['x'.repeat(43), '', '%', expired.token, revoked.token]) {
			const { data } = await turnedAway(byLink(token));
			expect(data).toEqual({ reason: 'link_dead', words: expect.stringContaining('latest email') });
		}
	});

	it('that is revoked while it is used is told, and ended', async () => {
		const [mine, other] = [await customer(), await customer()];
		const [socket, bystander] = [byLink(mine.token), byLink(other.token)];
		await Promise.all([letIn(socket), letIn(bystander)]);
		const end = sentAway(socket);
		await revokeLinks(sql, mine.bookingId);
		expect((await end).reason).toBe('link_dead');
		expect(bystander.connected).toBe(true);
	});

	it('watches for its own booking, whatever service it names', async () => {
		const { token } = await customer();
		const socket = byLink(token);
		const answer = await watch(socket, { ...aDay(), service: 9_999 });
		expect(answer.result).toBe('watching');
		// Who does it may be chosen only where the business lets them.
		const others = await watch(socket, { ...aDay(), fieldworker: 'any' });
		expect(others).toMatchObject({ result: 'refused', words: expect.stringMatching(/\w/) });
	});
});

describe('staff', () => {
	it('need a session, and an account that is still theirs', async () => {
		const nobody = [
			{},
			{ cookie: `${sessionCookie(node.origin).name}=${'x'.repeat(40)}` },
			{ cookie: ';=;%=%;reslot-staff=%E0%A4%A;reslot-staff' },
			(await signedIn('fieldworker', { left: true })).headers
		];
		for (const headers of nobody) {
			const { data } = await turnedAway(asStaff(headers));
			expect(data).toEqual({ reason: 'signed_out', words: expect.stringContaining('Sign in') });
		}
		await letIn(asStaff((await signedIn('owner')).headers));
	});

	it('who sign out, or are given another role, are told and ended', async () => {
		const [leaver, demoted, stays] = [await signedIn(), await signedIn(), await signedIn()];
		const sockets = [leaver, demoted, stays].map(({ headers }) => asStaff(headers));
		await Promise.all(sockets.map(letIn));
		const ends = sockets.slice(0, 2).map(sentAway);
		await signOut(sql, leaver.secret);
		await sql`update staff set role = 'fieldworker' where id = ${demoted.staffId}`;
		for (const { reason } of await Promise.all(ends)) expect(reason).toBe('signed_out');
		expect(sockets[2]!.connected).toBe(true);
	});

	it('hear what changes on the board; customers and visitors do not', async () => {
		const staff = asStaff((await signedIn()).headers);
		const others = [byLink((await customer()).token), client(node.origin, { as: 'public' })];
		const heard: unknown[] = [];
		for (const other of others) other.onAny((name) => name === 'board' && heard.push(name));
		await Promise.all([staff, ...others].map(letIn));
		const startsAt = shop.at(20, 10);
		const told = next(staff, 'board', ({ spans }) => spans.some(({ from }) => from === startsAt));
		const booking = await shop.booked(startsAt);
		const [change] = await told;
		expect(change.bookings).toContain(booking.id);
		expect(change.spans).toContainEqual({
			fieldworkerId: shop.fieldworkerIds[0],
			from: booking.startsAt,
			until: booking.endsAt
		});
		// Whatever was sent before this answer has arrived with it.
		await Promise.all(others.map((other) => other.timeout(LIMIT).emitWithAck('echo')));
		expect(heard).toEqual([]);
	});

	it('watch no times as customers do', async () => {
		const answer = await watch(asStaff((await signedIn()).headers), aWish());
		expect(answer).toMatchObject({ result: 'refused', reason: 'not_for_staff' });
	});
});

it('what has expired meanwhile is found by the next look, and nobody else is sent away', async () => {
	const [mine, other] = [await customer(), await customer()];
	const [leaver, stays] = [await signedIn(), await signedIn()];
	const expiring = [byLink(mine.token), asStaff(leaver.headers)];
	const staying = [
		byLink(other.token),
		asStaff(stays.headers),
		client(node.origin, { as: 'public' })
	];
	await Promise.all([...expiring, ...staying].map(letIn));
	await sql`update manage_link set expires_at = reslot_clock() where booking_id = ${mine.bookingId}`;
	await sql`
		update staff_session set expires_at = reslot_clock() where staff_id = ${leaver.staffId}
	`;
	const ends = expiring.map(sentAway);
	// It is looked once a minute, and whenever somebody else has to leave.
	await sql`select pg_notify('access', '')`;
	const reasons = (await Promise.all(ends)).map(({ reason }) => reason);
	expect(reasons).toEqual(['link_dead', 'signed_out']);
	expect(staying.every(({ connected }) => connected)).toBe(true);
});

describe('rescheduling turned off', () => {
	beforeEach(() => setFlags({ allowReschedule: true }));

	it('ends the connections of customers, not of visitors, with the reason', async () => {
		const { token } = await customer();
		const [socket, visitor] = [byLink(token), client(node.origin, { as: 'public' })];
		await Promise.all([letIn(socket), watch(visitor, aWish())]);
		const [end, told] = [sentAway(socket), next(visitor, 'rules')];
		await setFlags({ allowReschedule: false });
		expect((await end).reason).toBe('reschedule_off');
		await told;
		expect(visitor.connected).toBe(true);
	});

	it('lets customers in again, who may not watch, and leaves them alone from then on', async () => {
		const { token } = await customer();
		await setFlags({ allowReschedule: false });
		const socket = byLink(token);
		const refused = await watch(socket, aDay());
		expect(refused).toMatchObject({ result: 'refused', reason: 'reschedule_off' });
		expect(refused).toHaveProperty('words', expect.stringMatching(/\w/));
		const told = next(socket, 'rules');
		await setFlags({ allowReschedule: false, leadTimeMinutes: 90 });
		await told;
		await socket.timeout(LIMIT).emitWithAck('echo');
		expect(socket.connected).toBe(true);
	});
});
