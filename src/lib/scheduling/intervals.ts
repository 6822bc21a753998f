/** A stretch of time in epoch milliseconds, half-open: `start` belongs to it, `end` does not. */
export type Interval = { start: number; end: number };

/**
 * Many stretches of time as two arrays of the same length, epoch milliseconds, half-open.
 * This is how the database returns them: two arrays of numbers in one row cost half of rows.
 */
export type Intervals = { readonly starts: readonly number[]; readonly ends: readonly number[] };

/** Whether two stretches share any time. Touching is not sharing, and an empty one shares none. */
export function overlaps(a: Interval, b: Interval): boolean {
	return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/**
 * The same time, sorted and disjoint: overlapping and touching stretches are joined, empty and
 * inverted ones dropped. What is in that form already is handed back as it is.
 */
export function merge(intervals: Intervals): Intervals {
	if (isMerged(intervals)) return intervals;

	// Starts and ends are sorted apart, as plain numbers: how many stretches cover a moment depends
	// only on how many have started and ended by then, not on which end belongs to which start.
	const { starts, ends } = isAscending(intervals) ? intervals : inOrder(intervals);
	const merged = { starts: [] as number[], ends: [] as number[] };
	for (let i = 0; i < starts.length; i++) {
		const last = merged.ends.length - 1;
		if (last < 0 || starts[i]! > merged.ends[last]!) push(merged, starts[i]!, ends[i]!);
		else merged.ends[last] = ends[i]!;
	}
	return merged;
}

/** The time of `from` that is not in `holes`: sorted and disjoint, whatever order both came in. */
export function subtract(from: Intervals, holes: Intervals): Intervals {
	const whole = merge(from);
	const cut = merge(holes);
	const left = { starts: [] as number[], ends: [] as number[] };
	let hole = 0;
	for (let i = 0; i < whole.starts.length; i++) {
		let start = whole.starts[i]!;
		const end = whole.ends[i]!;
		while (hole < cut.ends.length && cut.ends[hole]! <= start) hole++;
		// A hole may reach into the next stretch, so the walk inside this one has its own counter.
		for (let h = hole; h < cut.starts.length && cut.starts[h]! < end; h++) {
			if (cut.starts[h]! > start) push(left, start, cut.starts[h]!);
			start = cut.ends[h]!;
		}
		if (start < end) push(left, start, end);
	}
	return left;
}

/**
 * Whether a sweep can walk these as they are: none empty, starts and ends both ascending.
 * Weaker than merged: bookings back to back, or partly overlapping, need no copy.
 */
export function isAscending({ starts, ends }: Intervals): boolean {
	let lastStart = -Infinity;
	let lastEnd = -Infinity;
	for (let i = 0; i < starts.length; i++) {
		const start = starts[i]!;
		const end = ends[i]!;
		if (!(start < end) || start < lastStart || end < lastEnd) return false;
		lastStart = start;
		lastEnd = end;
	}
	return true;
}

function isMerged({ starts, ends }: Intervals): boolean {
	for (let i = 0; i < starts.length; i++) {
		if (!(starts[i]! < ends[i]!)) return false;
		if (i > 0 && starts[i]! <= ends[i - 1]!) return false;
	}
	return true;
}

function inOrder({ starts, ends }: Intervals): { starts: Float64Array; ends: Float64Array } {
	const ordered = { starts: new Float64Array(starts.length), ends: new Float64Array(ends.length) };
	let count = 0;
	for (let i = 0; i < starts.length; i++) {
		if (!(starts[i]! < ends[i]!)) continue;
		ordered.starts[count] = starts[i]!;
		ordered.ends[count++] = ends[i]!;
	}
	return {
		starts: ordered.starts.subarray(0, count).sort(),
		ends: ordered.ends.subarray(0, count).sort()
	};
}

function push(to: { starts: number[]; ends: number[] }, start: number, end: number): void {
	to.starts.push(start);
	to.ends.push(end);
}
