import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Sql } from '../../src/lib/server/database/connection.ts';
import { dice } from '../../src/lib/server/database/demo/random.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { lastingPlace } from '../../src/lib/server/database/embedded/place.ts';
import { livePostmaster } from '../../src/lib/server/database/embedded/postmaster.ts';
import { within } from '../../src/lib/server/deadline.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { readBookingOffer, readServiceOffer, type Offer } from '../../src/lib/server/offer.ts';
import { startBalancer, type Balancer } from '../support/balancer.ts';
import { eventually } from '../support/eventually.ts';
import { openWatcher, type Watcher } from '../support/live-watcher.ts';
import { writeHistory } from '../support/random-history.ts';
import { startReslot, type Reslot } from '../support/reslot.ts';
import { countOverlaps, openShop, type Shop } from '../support/shop.ts';

// Everything that can go away goes away while times come and go: in the end everybody sees what
// the database says, and nobody ever saw anything older than before.

const SEED = Math.trunc(Math.random() * 1e9);
const VISITORS = 24;
const CUSTOMERS = 16;
const DAYS = [3, 4, 5];
const MINUTE = 60_000;
/** Milliseconds in which all must be well again. */
const LIMIT = 60_000;
const random = dice(SEED);

let directory: string;
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let sql: Sql;
let shop: Shop;
let balancer: Balancer;
let ports: number[];
const nodes = new Map<number, Reslot>();
const watchers: { watcher: Watcher; truth(): Promise<Offer | null> }[] = [];

const range = () => ({ from: shop.date(DAYS[0]!), until: shop.date(DAYS.at(-1)! + 1) });
const server = () => livePostmaster(join(lastingPlace(directory).home, 'data'));

async function freePorts(count: number): Promise<number[]> {
	const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
	await Promise.all(probes.map((probe) => once(probe, 'listening')));
	const free = probes.map((probe) => (probe.address() as AddressInfo).port);
	await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
	return free;
}

/** Starts a node on its port, again when the database is away just then. */
async function start(port: number): Promise<void> {
	const environment = {
		...{ DATABASE_URL: postgres.url, ROLE: 'web', LOG_LEVEL: 'fatal' },
		...{ PORT: String(port), ORIGIN: balancer.url }
	};
	for (let tries = 1; ; tries++) {
		try {
			nodes.set(port, await startReslot(environment));
			return;
		} catch (thrown) {
			if (tries === 8) throw thrown;
			await sleep(500);
		}
	}
}

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'reslot-chaos-'));
	await chmod(directory, 0o755);
	postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
	directory = join(directory, 'postgres');
	sql = connect(postgres.url, { backoff: () => 0.1 });
	ports = await freePorts(2);
	balancer = await startBalancer(ports, dice(SEED + 1));
	// The first one migrates the database.
	await start(ports[0]!);
	await start(ports[1]!);
	shop = await openShop(sql, { fieldworkers: 3 });
}, 120_000);

afterAll(async () => {
	for (const { watcher } of watchers) watcher.leave();
	await balancer.stop();
	await Promise.all([...nodes.values()].map((node) => node.kill()));
	await sql.end({ timeout: 1 });
	await postgres.stop();
	await rm(join(directory, '..'), { recursive: true, force: true });
});

/** Everybody opens their calendar: visitors of the booking page, and customers of bookings. */
async function openCalendars(): Promise<number[]> {
	const bookings: number[] = [];
	const common = { url: balancer.url, origin: balancer.url, ...range() };
	const { serviceId: service } = shop;
	for (let n = 0; n < VISITORS; n++) {
		const fieldworker = random.pick(['any' as const, ...shop.fieldworkerIds]);
		watchers.push({
			watcher: openWatcher({ ...common, who: { as: 'public' }, wish: { service, fieldworker } }),
			truth: () => readServiceOffer(sql, service, fieldworker, range())
		});
	}
	for (let n = 0; n < CUSTOMERS; n++) {
		const startsAt = shop.at(DAYS[n % 3]!, 8 + Math.floor(n / 9));
		const { id } = await shop.booked(startsAt, shop.fieldworkerIds[Math.floor(n / 3) % 3]);
		bookings.push(id);
		const token = await issueLink(sql, id);
		watchers.push({
			watcher: openWatcher({ ...common, who: { as: 'link', token } }),
			truth: () => readBookingOffer(sql, id, range())
		});
	}
	return bookings;
}

const restarts: Promise<unknown>[] = [];
const faults = {
	connectionsCut: async () => balancer.cut(random.between(3, 15)),
	listenersKilled: () => sql`
		select pg_terminate_backend(pid)
		from pg_stat_activity
		where application_name = 'reslot listener'
	`,
	allSessionsKilled: () => sql`
		select pg_terminate_backend(pid)
		from pg_stat_activity
		where pid <> pg_backend_pid()
			and application_name like 'reslot%'
	`,
	rulesChanged: () => shop.setFlags({ slotIntervalMinutes: random.pick([15, 30, 60]) }),
	postgresStopped: () => endPostgres('SIGINT'),
	postgresKilled: () => endPostgres('SIGKILL'),
	firstNodeKilled: () => killNode(ports[0]!),
	secondNodeKilled: () => killNode(ports[1]!)
};
type Fault = keyof typeof faults;

/** The embedded server is started again by whoever uses it. */
async function endPostgres(signal: NodeJS.Signals): Promise<void> {
	const pid = server()?.pid;
	if (pid) process.kill(pid, signal);
}

async function killNode(port: number): Promise<void> {
	await nodes.get(port)?.kill();
	restarts.push(sleep(random.between(0, 1_000)).then(() => start(port)));
}

/**
 * Changes every day of everybody while no node listens. A change that nobody heard of would be made
 * good by the next one on that day: there is none after these.
 */
async function changeUnheard(): Promise<void> {
	await faults.listenersKilled();
	balancer.cut(5);
	const lunches = DAYS.flatMap((day) =>
		shop.fieldworkerIds.map((fieldworkerId) => ({
			...{ fieldworkerId, title: 'Lunch' },
			...{ startsAt: shop.at(day, 13), endsAt: shop.at(day, 13.25) }
		}))
	);
	await Promise.all(lunches.map((lunch) => block(sql, lunch)));
}

/** What somebody sees that is not so; empty when all is right. */
async function differences(): Promise<string[]> {
	const read = () => Promise.all(watchers.map(({ truth }) => truth()));
	const offers = await within(5_000, 'reading what is so', read).catch(() => null);
	if (!offers) return ['the database is away'];
	return watchers.flatMap(({ watcher }, index) => {
		const who = `${index < VISITORS ? 'visitor' : 'customer'} ${index}`;
		if (watcher.state !== 'live') return [`${who} is ${watcher.state}`];
		return DAYS.flatMap((day) => {
			const date = shop.date(day);
			const wanted = offers[index]?.days.find((offered) => offered.date === date);
			const right = [wanted?.starts ?? [], wanted?.held ?? []].map((starts) =>
				starts.map((instant) => instant / MINUTE)
			);
			const seen = watcher.day(date);
			const same = JSON.stringify([seen?.free, seen?.held]) === JSON.stringify(right);
			return same ? [] : [`${who} does not see ${date} as it is`];
		});
	});
}

/**
 * How many connections each node has, the fewest first. When the dice have sent everybody to one
 * node, some are cut, and choose again.
 */
async function spread(): Promise<number[]> {
	const counts = [...balancer.connections().values()].toSorted((a, b) => a - b);
	if (counts[0] === 0 && counts.at(-1)! >= watchers.length) balancer.cut(10);
	return counts;
}

const nothingWrong = (list: readonly string[]) => list.length === 0;

test(`whatever goes away, everybody ends with what is so (seed ${SEED})`, async () => {
	const lasting = await openCalendars();
	await eventually(differences, nothingWrong, LIMIT);
	const history = writeHistory(sql, shop, dice(SEED + 2), { days: DAYS, lasting });

	const many = { connectionsCut: 8, listenersKilled: 4, rulesChanged: 3, allSessionsKilled: 2 };
	const plan = (Object.keys(faults) as Fault[])
		.flatMap((fault) =>
			Array.from({ length: { ...many }[fault as 'rulesChanged'] ?? 1 }, () => fault)
		)
		.map((fault) => ({ fault, lot: random.throw() }))
		.toSorted((a, b) => a.lot - b.lot);
	for (const { fault } of plan) {
		await sleep(random.between(150, 600));
		// What needs the database may find it away.
		await within(5_000, fault, async () => faults[fault]()).catch(() => {});
	}
	await Promise.all(restarts);
	const enough = history.done + 100;
	await eventually(
		async () => history.done,
		(done) => done > enough,
		LIMIT
	);
	await history.stop();
	await eventually(differences, nothingWrong, LIMIT);
	await changeUnheard();
	await eventually(differences, nothingWrong, LIMIT);

	for (const { watcher } of watchers) {
		expect(watcher.setbacks).toEqual([]);
		expect(watcher.messages).toBeGreaterThan(DAYS.length);
	}
	await eventually(spread, ([least]) => least! > 0, LIMIT);
	expect(await countOverlaps(sql)).toBe(0);
	for (const port of ports) {
		const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
		await expect.poll(ready, { timeout: LIMIT }).toBe(200);
	}
}, 600_000);
