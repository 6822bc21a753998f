// Two ways side by side, in microseconds: the median of many short rounds, taken in turn.

export type Row = { name: string; found: number; real: number; bare?: number };

const ROUNDS = 301;
/** Shorter than the turn that a busy machine gives a process, so that most rounds run unbroken. */
const ROUND_MS = 0.5;
/** Long enough for the optimiser to be done, on a machine that has other things to do. */
const WARM_UP_MS = 400;
/** Results are kept where the optimiser cannot prove that nobody looks. */
const kept: unknown[] = [];

/** Times `real`, and the limit `bare` beside it where there is one. `found` is how much it gives. */
export function compare(
	name: string,
	found: number,
	ways: { real: () => unknown; bare?: () => unknown }
): Row {
	const { real, bare } = ways;
	const times = { real: [] as number[], bare: [] as number[] };
	const realCalls = callsPerRound(real);
	const bareCalls = bare ? callsPerRound(bare) : 0;
	for (let round = 0; round < ROUNDS; round++) {
		times.real.push(microseconds(real, realCalls));
		if (bare) times.bare.push(microseconds(bare, bareCalls));
	}
	return { name, found, real: median(times.real), ...(bare && { bare: median(times.bare) }) };
}

/** Prints the rows as a table: what was found, µs a call, µs of the bare loop, and the ratio. */
export function table(title: string, rows: readonly Row[]): void {
	const width = Math.max(...rows.map(({ name }) => name.length));
	const line = (name: string, ...cells: string[]) =>
		console.log([name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' '));
	console.log(`\n${title}`);
	line('', 'found', 'µs', 'bare µs', 'ratio');
	for (const { name, found, real, bare } of rows) {
		const limit = bare ? [bare.toFixed(2), (real / bare).toFixed(2)] : ['', ''];
		line(name, String(found), real.toFixed(2), ...limit);
	}
}

/** Warms up for a while, then says how many calls make a round. */
function callsPerRound(call: () => unknown): number {
	const begun = performance.now();
	let calls = 0;
	while (performance.now() - begun < WARM_UP_MS) {
		kept[0] = call();
		calls++;
	}
	return Math.max(1, Math.round((calls / WARM_UP_MS) * ROUND_MS));
}

function microseconds(call: () => unknown, calls: number): number {
	const begun = performance.now();
	for (let i = 0; i < calls; i++) kept[0] = call();
	return ((performance.now() - begun) / calls) * 1000;
}

function median(numbers: number[]): number {
	return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}
