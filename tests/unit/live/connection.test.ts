import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Connection, type Hears } from '../../../src/lib/live/connection.ts';
import type { Day, End } from '../../../src/lib/live/messages.ts';
import { startHubStandIn, type HubStandIn } from './hub-stand-in.ts';

const RANGE = { from: '2026-11-01', until: '2026-12-01' };
const DAY: Day = { date: '2026-11-24', version: 3, at: 7, free: [1], held: [] };
const ENDED: End = { reason: 'link_dead', words: 'Gone' };

let hub: HubStandIn;
let heard: [what: string, ...rest: unknown[]][];
const open: Connection[] = [];

function begin(wish?: { service: number; fieldworker: number | 'any' }): Connection {
	const note =
		(what: string) =>
		(...rest: unknown[]) =>
			void heard.push([what, ...rest]);
	const names = ['state', 'day', 'own', 'held', 'booking', 'rules', 'ended', 'board'] as const;
	const hears: Hears = Object.fromEntries(names.map((name) => [name, note(name)]));
	const connection = connect({ url: hub.url, who: { as: 'public' }, wish, hears });
	open.push(connection);
	return connection;
}

const all = (what: string) => heard.filter(([name]) => name === what).map(([, ...rest]) => rest);
const states = () => all('state').flat();
const asked = (what: string) => hub.asked.filter(([name]) => name === what).map(([, it]) => it);
const until = (state: string, connection: Connection) =>
	expect.poll(() => connection.state, { interval: 10 }).toBe(state);
const poll = <T>(read: () => T) => expect.poll(read, { interval: 10 });

beforeEach(async () => {
	hub = await startHubStandIn();
	heard = [];
});
afterEach(async () => {
	open.splice(0).forEach((connection) => connection.leave());
	await hub.stop();
});

describe('being live', () => {
	it('takes that what is watched was answered, and tells the days first', async () => {
		const own = { ...DAY, date: '2026-11-25' };
		hub.watch = () => ({ result: 'watching', days: [DAY, own], own: [own] });
		const connection = begin({ service: 1, fieldworker: 'any' });
		connection.watch(RANGE);
		await until('live', connection);
		expect(asked('watch')).toEqual([{ service: 1, fieldworker: 'any', ...RANGE }]);
		expect(heard.at(-1)).toEqual(['state', 'live']);
		expect(all('day')).toEqual([[DAY], [own]]);
		const { date, version, at } = DAY;
		expect(all('own')).toEqual([[own], [{ date, version, at, shared: true }]]);
	});

	it('says in which language its page is, each time that it connects', async () => {
		const connection = connect({
			...{ url: hub.url, who: { as: 'public' }, language: 'de', hears: {} }
		});
		open.push(connection);
		await until('live', connection);
		hub.client().conn.close();
		await poll(() => hub.clients.length).toBe(2);
		const languages = hub.clients.map(({ handshake }) => handshake.query['language']);
		expect(languages).toEqual(['de', 'de']);
	});

	it('waits for the hub to hear of changes, and reads again when it does once more', async () => {
		hub.listening = false;
		const connection = begin();
		connection.watch(RANGE);
		await poll(() => hub.clients.length).toBe(1);
		expect(asked('watch')).toEqual([]);
		hub.client().emit('listening', true);
		await until('live', connection);
		hub.client().emit('listening', false);
		await until('reconnecting', connection);
		hub.client().emit('listening', true);
		await until('live', connection);
		expect(asked('watch')).toHaveLength(2);
	});

	it('tries again when a question was refused for the moment', async () => {
		let times = 0;
		hub.watch = () =>
			times++ === 0
				? { result: 'refused', reason: 'busy', words: 'Later', again: true }
				: { result: 'watching', days: [], own: [] };
		const connection = begin();
		connection.watch(RANGE);
		await until('live', connection);
		expect(times).toBe(2);
		expect(states()).toEqual(['reconnecting', 'live']);
	});

	it('comes back by itself when the hub was gone, and watches the days of the end', async () => {
		const connection = begin();
		connection.watch(RANGE);
		await until('live', connection);
		await hub.stop();
		await until('reconnecting', connection);
		connection.watch({ from: '2026-12-01', until: '2027-01-01' });
		await hub.startAgain();
		await until('live', connection);
		expect(asked('watch')).toEqual([RANGE, { from: '2026-12-01', until: '2027-01-01' }]);
		expect(states()).toEqual(['live', 'reconnecting', 'live']);
	});

	it('does without WebSockets where they are not let through', async () => {
		await hub.stop();
		hub.transports = ['polling'];
		await hub.startAgain();
		const connection = begin();
		connection.watch(RANGE);
		await until('live', connection);
		hub.client().emit('day', DAY);
		await poll(() => all('day')).toEqual([[DAY]]);
		expect(await connection.hold(100)).toMatchObject({ result: 'held' });
	});

	it('comes back when the hub put it out without a word', async () => {
		const connection = begin();
		await until('live', connection);
		hub.client().disconnect();
		await until('reconnecting', connection);
		await until('live', connection);
	});

	it('comes back when it was not let in for a reason of the moment', async () => {
		hub.letsIn = () => new Error('the database is away');
		const connection = begin();
		await until('reconnecting', connection);
		hub.letsIn = () => undefined;
		await until('live', connection);
	});

	it('watches again when its booking or the rules have changed', async () => {
		const connection = begin();
		connection.watch(RANGE);
		await until('live', connection);
		hub.client().emit('booking');
		hub.client().emit('rules');
		hub.client().emit('rules');
		await poll(() => asked('watch').length).toBe(3);
		expect([all('booking').length, all('rules').length]).toEqual([1, 1]);
		expect(states()).toEqual(['live']);
	});
});

describe('an end', () => {
	it('is for good', async () => {
		const connection = begin();
		await until('live', connection);
		hub.client().emit('ended', ENDED);
		hub.client().disconnect();
		await until('ended', connection);
		expect(all('ended')).toEqual([[ENDED]]);
		connection.check();
		expect(hub.clients).toHaveLength(1);
	});

	it('can come instead of being let in', async () => {
		hub.letsIn = () => Object.assign(new Error(ENDED.words), { data: ENDED });
		const connection = begin();
		await until('ended', connection);
		expect(all('ended')).toEqual([[ENDED]]);
	});

	it('is none for a page that is shown again', async () => {
		const connection = begin();
		await until('live', connection);
		connection.leave();
		expect(connection.state).toBe('ended');
		connection.resume();
		await until('live', connection);
		expect(hub.clients).toHaveLength(2);
	});
});

describe('finding out whether anybody is there', () => {
	it('starts anew when there is no echo', async () => {
		const connection = begin();
		await until('live', connection);
		hub.echoes = false;
		connection.check();
		await poll(() => hub.clients.length).toBe(2);
		await until('live', connection);
		expect(states()).toEqual(['live', 'reconnecting', 'live']);
	});

	it('changes nothing when there is', async () => {
		const connection = begin();
		await until('live', connection);
		connection.check();
		await poll(() => asked('echo').length).toBe(1);
		// Whoever asks after it and hears no echo is patient for as long, and then starts anew.
		hub.echoes = false;
		const other = begin();
		other.watch(RANGE);
		await until('live', other);
		other.check();
		await poll(() => asked('watch').length).toBe(2);
		expect(hub.clients).toHaveLength(3);
		expect(states().filter((state) => state === 'reconnecting')).toHaveLength(1);
	});

	it('does not wait for the next try', async () => {
		await hub.stop();
		const connection = begin();
		await until('reconnecting', connection);
		await hub.startAgain();
		connection.check();
		await until('live', connection);
	});
});

describe('a hold', () => {
	it('is asked for, and given up by its start', async () => {
		const connection = begin({ service: 2, fieldworker: 5 });
		await until('live', connection);
		expect(await connection.hold(100)).toMatchObject({ result: 'held' });
		expect(all('held')).toEqual([[{ start: 100, until: 101, fieldworker: 5 }, expect.any(Number)]]);
		connection.release();
		connection.release();
		await poll(() => asked('release')).toEqual([{ start: 100 }]);
		expect(asked('hold')).toEqual([{ service: 2, fieldworker: 5, start: 100 }]);
	});

	it('has no answer while nobody is there, and is asked for once somebody is', async () => {
		await hub.stop();
		const connection = begin();
		expect(await connection.hold(100)).toBeNull();
		await hub.startAgain();
		connection.check();
		await poll(() => all('held')).toEqual([
			[{ start: 100, until: 101, fieldworker: 5 }, expect.any(Number)]
		]);
		expect(asked('hold')).toEqual([{ start: 100 }]);
	});

	it('has no answer when the hub gives none', async () => {
		hub.hold = () => undefined;
		const connection = begin();
		await until('live', connection);
		expect(await connection.hold(100)).toBeNull();
	});

	it('is asked for again after a disconnection, but not when another took its place', async () => {
		const connection = begin();
		await until('live', connection);
		await connection.hold(100);
		hub.client().conn.close();
		await poll(() => asked('hold').length).toBe(2);
		hub.client().emit('held', { start: 200, until: 300, fieldworker: 5 }, Date.now() + 5_000);
		await poll(() => all('held').at(-1)?.[0]).toEqual({ start: 200, until: 300, fieldworker: 5 });
		hub.client().conn.close();
		await poll(() => hub.clients.length).toBe(3);
		await until('live', connection);
		expect(asked('hold')).toHaveLength(2);
	});

	it('is not asked for again once it was refused, or has run out', async () => {
		hub.hold = () => ({ result: 'taken', words: 'Gone' });
		const connection = begin();
		await until('live', connection);
		expect(await connection.hold(100)).toEqual({ result: 'taken', words: 'Gone' });
		hub.client().conn.close();
		await poll(() => hub.clients.length).toBe(2);
		await until('live', connection);
		expect(asked('hold')).toHaveLength(1);
	});

	it('is not undone by older news of the one before', async () => {
		const connection = begin();
		await until('live', connection);
		await connection.hold(100);
		hub.client().emit('held', null, 5);
		hub.client().emit('booking');
		await poll(() => all('booking').length).toBe(1);
		expect(all('held')).toHaveLength(1);
	});

	it('is given up when the page goes, and asked for when it is shown again', async () => {
		const connection = begin();
		await until('live', connection);
		await connection.hold(100);
		const goodbye = new Promise((resolve) => hub.client().on('disconnect', resolve));
		connection.leave();
		expect(await goodbye).toBe('client namespace disconnect');
		connection.resume();
		await poll(() => asked('hold').length).toBe(2);
	});
});
