// What it costs to be live, beside the least it could: `node tests/bench/live.ts`, four minutes.
// Real transactions take and free time; a node (the hub as `npm start` has it) tells thousands of
// sockets. Beside each round on the hub there is one on a bare Socket.IO server that broadcasts the
// same bytes, at the same moments, to as many sockets of the same light clients. That server has no
// database: its time begins where it emits, the hub's where the transaction sends its commit. Five
// processes: Postgres, the node, the bare server, the clients, and this one, which writes.
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import type { Clients } from './live/clients.ts';
import { planOf } from './live/clock.ts';
import type { Floor } from './live/floor.ts';
import type { Node } from './live/node.ts';
import { checkOpenFiles } from './live/open-files.ts';
import { start } from './live/program.ts';
import { report, type Row } from './live/report.ts';
import { openBenchShop } from './live/shop.ts';
import { openSides, type Side } from './live/sides.ts';

/** Changes a second, and the seconds of warming up and of each round. */
const RATE = 20;
const SECONDS = { warmUp: 2, round: 6 };
const ROUNDS = 3;
/** The largest comes first: memory is measured while the processes are fresh. */
const LARGEST = 5000;
const CROWDS = [
	{ sockets: LARGEST, rooms: 1 },
	{ sockets: 1000, rooms: 1 },
	{ sockets: 100, rooms: 1 },
	{ sockets: 1000, rooms: 200 }
];

type Crowd = (typeof CROWDS)[number];
const planFor = (seconds: number, { rooms }: Crowd) => planOf(seconds, RATE, rooms);
const connect = (side: Side, crowd: Crowd) =>
	side.connect({ ...crowd, changes: planFor(SECONDS.round, crowd).length });

async function measureMemory(side: Side, crowd: Crowd) {
	// The first connections load code, which is nobody's own memory.
	await connect(side, { ...crowd, sockets: 200 });
	await side.leave();
	const before = await side.memory();
	await connect(side, crowd);
	const after = await side.memory();
	return {
		heap: (after.heap - before.heap) / crowd.sockets,
		resident: (after.resident - before.resident) / crowd.sockets
	};
}

async function measureRounds(sides: Record<'hub' | 'floor', Side>, crowd: Crowd): Promise<Row> {
	const row: Row = { ...crowd, hub: [], floor: [] };
	for (const name of ['hub', 'floor'] as const)
		await sides[name].round(planFor(SECONDS.warmUp, crowd));
	for (let round = 0; round < ROUNDS; round++) {
		for (const name of ['hub', 'floor'] as const) {
			row[name].push(await sides[name].round(planFor(SECONDS.round, crowd)));
		}
	}
	return row;
}

checkOpenFiles(2 * LARGEST + 200);
const postgres = await startEmbeddedPostgres({ ephemeral: true });
const node = start<Node>('node.ts');
const floor = start<Floor>('floor.ts');
const clients = start<Clients>('clients.ts');
try {
	const shop = await openBenchShop(postgres.url);
	const sides = await openSides({ node, floor, clients, shop, databaseUrl: postgres.url });
	const [largest, ...others] = CROWDS as [Crowd, ...Crowd[]];
	const memory = {
		hub: await measureMemory(sides.hub, largest),
		floor: await measureMemory(sides.floor, largest)
	};
	const rows = [await measureRounds(sides, largest)];
	for (const crowd of others) {
		for (const side of Object.values(sides)) {
			await side.leave();
			await connect(side, crowd);
		}
		rows.push(await measureRounds(sides, crowd));
	}
	report(rows, memory);
	await shop.close();
} finally {
	for (const program of [node, floor, clients]) program.stop();
	await postgres.stop();
}
