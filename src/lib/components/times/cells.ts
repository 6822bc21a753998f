/** A day's starts as they are now. */
export type Offered = {
	starts: readonly number[];
	/** Being taken by somebody else. */
	held: readonly number[];
	/** The start of the booking that is being moved, where it is on this day. */
	current?: number;
	/** Without it times come because a rule changed, not because somebody gave one up. */
	realTime: boolean;
};

/**
 * A start as it stands in the list: free, just freed, being taken by somebody else, the booking's
 * own, or taken while it was shown. `until` is when that is over by itself: what was just freed is
 * then free, and what was taken may leave.
 */
export type Cell = {
	start: number;
	state: 'free' | 'freed' | 'held' | 'current' | 'taken';
	until: number;
};

/** What the person is doing in the list; times on the clock of `now`, in milliseconds. */
export type Hand = {
	now: number;
	/** Until then nothing may move: a pointer is among the cells. */
	busyUntil: number;
	/** The start whose cell has the focus. */
	focused: number | undefined;
	/** A mouse rests among the cells: what is taken stays until it has left. */
	over?: boolean;
};

/** For how long a taken start stays in its place, and a freed one is marked. */
const LINGER = 4_000;
/** Starts leave together, on whole seconds, rather than one after the other. */
const PAUSE = 1_000;

const order = (one: Cell, other: Cell) => one.start - other.start;

function statesOf({ starts, held, current }: Offered) {
	const states = new Map<number, 'free' | 'held' | 'current'>();
	for (const start of held) states.set(start, 'held');
	for (const start of starts) states.set(start, 'free');
	if (current !== undefined) states.set(current, 'current');
	return states;
}

/** A day's cells as it is opened: its present state, with nothing of the past. */
export function openCells(offered: Offered): readonly Cell[] {
	return [...statesOf(offered)]
		.map(([start, state]) => ({ start, state, until: Infinity }))
		.sort(order);
}

/**
 * The cells after a change or after time has passed, and when to look `again` (Infinity when only
 * a change can bring something new). Cells keep their places: a start that goes stays for a while
 * as taken, relights where it is when it comes back, and neither it leaves nor another comes in
 * between while a pointer is among them. What did not change is the same object, and the same array.
 */
export function nextCells(
	cells: readonly Cell[],
	offered: Offered,
	{ now, busyUntil, focused, over = false }: Hand
): { cells: readonly Cell[]; again: number } {
	const states = statesOf(offered);
	const freed = (start: number): Cell =>
		offered.realTime
			? { start, state: 'freed', until: now + LINGER }
			: { start, state: 'free', until: Infinity };
	const next: Cell[] = [];
	let again = Infinity;

	for (const cell of cells) {
		const after = follow(cell, states.get(cell.start), now, freed);
		states.delete(cell.start);
		if (after.state === 'taken' && cell.start !== focused && !over) {
			const leaves = Math.max(after.until, busyUntil);
			if (leaves <= now) continue;
			again = Math.min(again, leaves);
		} else if (after.state === 'freed') again = Math.min(again, after.until);
		next.push(after);
	}

	if (states.size > 0 && busyUntil > now) again = Math.min(again, busyUntil);
	else {
		for (const [start, state] of states) {
			const come = state === 'free' ? freed(start) : { start, state, until: Infinity };
			if (come.state === 'freed') again = Math.min(again, come.until);
			next.push(come);
		}
		next.sort(order);
	}

	const same = next.length === cells.length && next.every((cell, index) => cell === cells[index]);
	return { cells: same ? cells : next, again };
}

function follow(
	cell: Cell,
	state: 'free' | 'held' | 'current' | undefined,
	now: number,
	freed: (start: number) => Cell
): Cell {
	const { start } = cell;
	if (state === undefined) {
		if (cell.state === 'taken') return cell;
		return { start, state: 'taken', until: Math.ceil((now + LINGER) / PAUSE) * PAUSE };
	}
	if (state === cell.state) return cell;
	if (state !== 'free') return { start, state, until: Infinity };
	if (cell.state !== 'freed') return freed(start);
	return cell.until <= now ? { start, state, until: Infinity } : cell;
}
