import { describe, expect, it } from 'vitest';
import {
	nextCells,
	openCells,
	type Cell,
	type Hand,
	type Offered
} from '../../../src/lib/components/times/cells.ts';

const offer = (starts: number[], held: number[] = [], current?: number): Offered => ({
	starts,
	held,
	current,
	realTime: true
});
const at = (now: number, hand: Partial<Hand> = {}): Hand => ({
	now,
	busyUntil: 0,
	focused: undefined,
	...hand
});
const say = (cells: readonly Cell[]) => cells.map(({ start, state }) => `${start} ${state}`);

describe('the times of a day', () => {
	it('open as they are, in order, without a past', () => {
		expect(say(openCells(offer([30, 10], [20], 30)))).toEqual(['10 free', '20 held', '30 current']);
	});

	it('are the same cells where nothing changed', () => {
		const cells = openCells(offer([10, 20], [30]));
		const next = nextCells(cells, offer([20, 10], [30]), at(100));
		expect(next.cells).toBe(cells);
		expect(next.again).toBe(Infinity);
	});

	it('stay in their place for a while when they are taken, then leave together', () => {
		const open = openCells(offer([10, 20, 30, 40]));
		const first = nextCells(open, offer([10, 30, 40]), at(1_000));
		expect(say(first.cells)).toEqual(['10 free', '20 taken', '30 free', '40 free']);
		expect(first.again).toBe(5_000);
		const second = nextCells(first.cells, offer([10, 40]), at(1_300));
		expect(say(second.cells)).toEqual(['10 free', '20 taken', '30 taken', '40 free']);
		const third = nextCells(second.cells, offer([10, 40]), at(5_000));
		expect(say(third.cells)).toEqual(['10 free', '30 taken', '40 free']);
		expect(third.again).toBe(6_000);
		const last = nextCells(third.cells, offer([10, 40]), at(6_000));
		expect(say(last.cells)).toEqual(['10 free', '40 free']);
		expect(last.again).toBe(Infinity);
	});

	it('that are taken within one pause leave at one moment', () => {
		const open = openCells(offer([10, 20, 30]));
		const first = nextCells(open, offer([10, 20]), at(1_100));
		const second = nextCells(first.cells, offer([10]), at(1_900));
		expect(second.again).toBe(6_000);
		expect(say(nextCells(second.cells, offer([10]), at(6_000)).cells)).toEqual(['10 free']);
	});

	it('do not leave under a pointer that moves, nor under a finger that rests', () => {
		const { cells } = nextCells(openCells(offer([10, 20])), offer([10]), at(1_000));
		const moved = nextCells(cells, offer([10]), at(5_000, { busyUntil: 5_600 }));
		expect(moved.cells).toBe(cells);
		expect(moved.again).toBe(5_600);
		const rests = nextCells(cells, offer([10]), at(60_000, { busyUntil: Infinity }));
		expect(rests.cells).toBe(cells);
		expect(rests.again).toBe(Infinity);
		expect(say(nextCells(cells, offer([10]), at(5_600, { busyUntil: 5_600 })).cells)).toEqual([
			'10 free'
		]);
	});

	it('do not leave from under a mouse that rests', () => {
		const { cells } = nextCells(openCells(offer([10, 20])), offer([10]), at(1_000));
		const rests = nextCells(cells, offer([10]), at(60_000, { over: true }));
		expect(rests.cells).toBe(cells);
		expect(say(nextCells(cells, offer([10]), at(60_100)).cells)).toEqual(['10 free']);
	});

	it('do not leave while they have the focus', () => {
		const { cells } = nextCells(openCells(offer([10, 20])), offer([10]), at(1_000));
		const focused = nextCells(cells, offer([10]), at(9_000, { focused: 20 }));
		expect(focused.cells).toBe(cells);
		expect(focused.again).toBe(Infinity);
		expect(say(nextCells(cells, offer([10]), at(9_001)).cells)).toEqual(['10 free']);
	});

	it('relight in their place when they come back, and are marked for a while', () => {
		const open = openCells(offer([10, 20], [30]));
		const gone = nextCells(open, offer([10], [30]), at(1_000));
		const back = nextCells(
			gone.cells,
			offer([10, 20, 30]),
			at(2_000, { focused: 20, busyUntil: Infinity })
		);
		expect(say(back.cells)).toEqual(['10 free', '20 freed', '30 freed']);
		expect(back.again).toBe(6_000);
		const later = nextCells(back.cells, offer([10, 20, 30]), at(6_000));
		expect(say(later.cells)).toEqual(['10 free', '20 free', '30 free']);
	});

	it('come in between at once, or when the pointer is still', () => {
		const open = openCells(offer([10, 30]));
		const still = nextCells(open, offer([10, 20, 30]), at(1_000));
		expect(say(still.cells)).toEqual(['10 free', '20 freed', '30 free']);
		const busy = nextCells(open, offer([10, 20, 30]), at(1_000, { busyUntil: 1_400 }));
		expect(busy.cells).toBe(open);
		expect(busy.again).toBe(1_400);
		const paused = nextCells(busy.cells, offer([10, 20, 30]), at(1_400, { busyUntil: 1_400 }));
		expect(say(paused.cells)).toEqual(['10 free', '20 freed', '30 free']);
	});

	it('that came and went while the pointer moved were never there', () => {
		const open = openCells(offer([10]));
		const busy = nextCells(open, offer([10, 20]), at(1_000, { busyUntil: 1_400 }));
		expect(nextCells(busy.cells, offer([10]), at(1_400)).cells).toBe(open);
	});

	it('that somebody else is just taking stand in their place and cannot be chosen', () => {
		const open = openCells(offer([10, 20]));
		const held = nextCells(open, offer([10], [20, 30]), at(1_000));
		expect(say(held.cells)).toEqual(['10 free', '20 held', '30 held']);
		expect(held.again).toBe(Infinity);
		const gone = nextCells(held.cells, offer([10]), at(2_000));
		expect(say(gone.cells)).toEqual(['10 free', '20 taken', '30 taken']);
	});

	it('are not marked as freed where all times are shown, taken or not', () => {
		const wide = { ...offer([10, 20]), realTime: false };
		const next = nextCells(openCells(offer([10])), wide, at(1_000));
		expect(say(next.cells)).toEqual(['10 free', '20 free']);
		expect(next.again).toBe(Infinity);
	});

	it('keep their places through a long day of changes', () => {
		const all = Array.from({ length: 200 }, (_, index) => index * 10);
		let cells = openCells(offer(all));
		for (let now = 1_000; now < 61_000; now += 100) {
			const free = all.filter((start) => (start * 7 + now / 100) % 13 > 3);
			const shown = cells;
			({ cells } = nextCells(cells, offer(free), at(now, { busyUntil: Infinity })));
			expect(cells.map(({ start }) => start)).toEqual(shown.map(({ start }) => start));
		}
		const left = nextCells(cells, offer([10]), at(100_000));
		const { cells: last } = nextCells(left.cells, offer([10]), at(105_000));
		expect(say(last)).toEqual(['10 free']);
	});
});
