import type { Day, WatchAnswer } from '../../../src/lib/live/messages.ts';
import { eventually } from '../../support/eventually.ts';
import type { Clients, Of } from './clients.ts';
import { follow, type Step } from './clock.ts';
import type { Memory, Spent } from './cost.ts';
import type { Floor } from './floor.ts';
import type { Node } from './node.ts';
import type { Program } from './program.ts';
import type { Change, Heard } from './samples.ts';
import type { BenchShop } from './shop.ts';

/** A server and the clients that watch it. */
export type Side = {
	/** Connects so many clients, spread over so many rooms; `changes` is what a round may have. */
	connect(crowd: { sockets: number; rooms: number; changes: number }): Promise<void>;
	/** Makes changes as planned, and waits until everybody has heard of them all. */
	round(plan: Step[]): Promise<Round>;
	/** All leave. */
	leave(): Promise<void>;
	memory(): Promise<Memory>;
};

/** What one round of changes came to; `cpu` is the server's share of one core. */
export type Round = Heard & {
	changes: number;
	/** Changes a second that were really made. */
	rate: number;
	cpu: number;
	queries: number;
};

type Parts = {
	of: Of;
	port: number;
	clients: Program<Clients>;
	/** What is asked with `watch`, room by room. */
	rooms: unknown[];
	/** Called with what the first client was answered. */
	connected(answer: string): void;
	make(plan: Step[]): Promise<Change[]>;
	count(): Promise<number>;
	spent(): Promise<Spent>;
	memory(): Promise<Memory>;
};

/** The two sides that are compared. The floor broadcasts a day that the hub has told. */
export async function openSides(parts: {
	node: Program<Node>;
	floor: Program<Floor>;
	clients: Program<Clients>;
	shop: BenchShop;
	databaseUrl: string;
}): Promise<{ hub: Side; floor: Side }> {
	const { node, floor, clients, shop } = parts;
	let day: Day | undefined;
	const hubSide = side({
		of: 'hub',
		port: await node.ask('open', parts.databaseUrl),
		clients,
		rooms: shop.rooms.map(({ watch }) => watch),
		connected: (answer) => (day = dayIn(answer)),
		make: (plan) => follow(plan, shop.change),
		count: () => node.ask('connected'),
		spent: () => node.ask('spent'),
		memory: () => node.ask('memory')
	});
	const floorSide = side({
		of: 'floor',
		port: await floor.ask('open'),
		clients,
		rooms: shop.rooms.map((_, room) => room),
		connected: () => {},
		make: (plan) => floor.ask('broadcast', { plan, day: day! }),
		count: () => floor.ask('connected'),
		spent: () => floor.ask('spent'),
		memory: () => floor.ask('memory')
	});
	return { hub: hubSide, floor: floorSide };
}

function dayIn(answer: string): Day {
	const [said] = JSON.parse(answer) as [WatchAnswer];
	const [day] = said.result === 'watching' ? said.days : [];
	if (!day || day.free.length === 0) throw new Error(`There is nothing to watch: ${answer}`);
	return day;
}

function side({ of, port, clients, rooms, ...server }: Parts): Side {
	return {
		async connect({ sockets, changes, ...crowd }) {
			const answer = await clients.ask('connect', {
				...{ of, port, count: sockets, rooms: rooms.slice(0, crowd.rooms) },
				longest: 3 * changes * Math.ceil(sockets / crowd.rooms)
			});
			server.connected(answer);
		},
		async round(plan) {
			await clients.ask('clear', of);
			const before = await server.spent();
			const changes = await server.make(plan);
			const after = await server.spent();
			const heard = await clients.ask('heardOf', { of, changes });
			const wall = after.wall - before.wall;
			return {
				...heard,
				changes: changes.length,
				rate: (changes.length / wall) * 1000,
				cpu: (after.cpu - before.cpu) / wall,
				queries: after.queries - before.queries
			};
		},
		async leave() {
			await clients.ask('leave', of);
			await eventually(server.count, (count) => count === 0);
		},
		memory: server.memory
	};
}
