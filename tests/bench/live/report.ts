import type { Memory } from './cost.ts';
import type { Round } from './sides.ts';

/** What a crowd heard, of the hub and of the floor, round by round. */
export type Row = { sockets: number; rooms: number; hub: Round[]; floor: Round[] };

/** Bytes that each idle socket takes. */
export type SocketMemory = { hub: Memory; floor: Memory };

/** What live connections have to reach. */
const AIM = { p99: 50, p99Ratio: 1.5, memoryRatio: 1.3 };
/** The crowd that the aims are about. */
const AIMED_AT = { sockets: 1000, rooms: 1 };

/** Prints what was measured and how it stands to the aims. */
export function report(rows: readonly Row[], memory: SocketMemory): void {
	const ordered = rows.toSorted((a, b) => a.rooms - b.rooms || a.sockets - b.sockets);
	printWaits(ordered);
	printCosts(ordered);
	printMemory(memory);
	printAims(ordered, memory);
}

function printWaits(rows: readonly Row[]): void {
	table(
		'From commit to message at the client, ms; in brackets the floor, from emit to message',
		['', 'p50', 'p95', 'p99', 'p99 of each round', 'p99 ratio'],
		rows.map((row) => [
			nameOf(row),
			...(['p50', 'p95', 'p99'] as const).map((key) => pair(row, (round) => round[key], 1)),
			`${each(row.hub)} (${each(row.floor)})`,
			p99Ratio(row).toFixed(2)
		])
	);
}

function printCosts(rows: readonly Row[]): void {
	const perChange = (count: (round: Round) => number) => (round: Round) =>
		count(round) / round.changes;
	table(
		'What it costs the server; in brackets the floor',
		['', 'changes/s', 'CPU, % of a core', 'messages/change', 'bytes/message', 'queries/change'],
		rows.map((row) => [
			nameOf(row),
			pair(row, ({ rate }) => rate, 1),
			pair(row, ({ cpu }) => cpu * 100, 0),
			pair(
				row,
				perChange(({ messages }) => messages),
				0
			),
			pair(row, ({ bytes, messages }) => bytes / messages, 0),
			median(
				row.hub,
				perChange(({ queries }) => queries)
			).toFixed(2)
		])
	);
}

function printMemory({ hub, floor }: SocketMemory): void {
	const kib = (bytes: number) => (bytes / 1024).toFixed(1);
	table(
		'What an idle socket takes, KiB after collecting garbage',
		['', 'hub', 'floor', 'ratio'],
		(['heap', 'resident'] as const).map((key) => [
			key,
			kib(hub[key]),
			kib(floor[key]),
			(hub[key] / floor[key]).toFixed(2)
		])
	);
}

function printAims(rows: readonly Row[], { hub, floor }: SocketMemory): void {
	const aim = (met: boolean, words: string) =>
		console.log(`  ${met ? 'met   ' : 'MISSED'} ${words}`);
	const isAimedAt = (row: Row) => row.sockets === AIMED_AT.sockets && row.rooms === AIMED_AT.rooms;
	console.log('\nAims');
	for (const row of rows.filter(isAimedAt)) {
		const p99 = median(row.hub, (round) => round.p99);
		aim(p99 < AIM.p99, `p99 at ${nameOf(row)}: ${p99.toFixed(1)} ms, under ${AIM.p99}`);
		const ratio = p99Ratio(row);
		aim(ratio <= AIM.p99Ratio, `beside the floor: ${ratio.toFixed(2)}, within ${AIM.p99Ratio}`);
	}
	const larger = Math.max(hub.heap / floor.heap, hub.resident / floor.resident);
	const memory = `memory of an idle socket beside the floor: ${larger.toFixed(2)}`;
	aim(larger <= AIM.memoryRatio, `${memory}, within ${AIM.memoryRatio}`);
	const queries = rows
		.filter(({ rooms }) => rooms === 1)
		.map(({ sockets, hub }) => ({
			sockets,
			each: median(hub, ({ queries, changes }) => queries / changes)
		}));
	const most = Math.max(...queries.map(({ each }) => each));
	const list = queries.map(({ sockets, each }) => `${each.toFixed(2)} at ${sockets}`).join(', ');
	aim(most < 1.5 * queries[0]!.each, `queries a change do not grow with the sockets: ${list}`);
}

const nameOf = ({ sockets, rooms }: Row) =>
	`${sockets} sockets, ${rooms === 1 ? 'one day' : `${rooms} days`}`;

const each = (rounds: readonly Round[]) => rounds.map(({ p99 }) => p99.toFixed(0)).join(' ');

const p99Ratio = ({ hub, floor }: Row) =>
	median(hub, ({ p99 }) => p99) / median(floor, ({ p99 }) => p99);

const pair = ({ hub, floor }: Row, of: (round: Round) => number, digits: number) =>
	`${median(hub, of).toFixed(digits)} (${median(floor, of).toFixed(digits)})`;

function median(rounds: readonly Round[], of: (round: Round) => number): number {
	return rounds.map(of).toSorted((a, b) => a - b)[rounds.length >> 1]!;
}

function table(title: string, head: string[], rows: string[][]): void {
	const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i]!.length)));
	console.log(`\n${title}`);
	for (const [name, ...cells] of [head, ...rows]) {
		const padded = cells.map((cell, i) => cell.padStart(widths[i + 1]!));
		console.log([name!.padEnd(widths[0]!), ...padded].join('  '));
	}
}
