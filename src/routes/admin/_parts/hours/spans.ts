import type { DaySpan } from '$lib/scheduling/working-hours';

/** Rows of times as a form has them; what is missing in one list counts as empty. */
export type TypedTimes = { opens: readonly string[]; closes: readonly string[] };

export type SpanProblem = { field: 'opens' | 'closes'; index: number; words: string };

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MIDNIGHT = 1440;

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** A day closes at midnight, not opens: as a closing time 00:00 is its end. */
const closingMinuteOf = (time: string) => minuteOf(time) || MIDNIGHT;

/** "08:30"; the end of the day is "00:00". */
export const timeOf = (minute: number) =>
	[Math.floor(minute / 60) % 24, minute % 60]
		.map((part) => String(part).padStart(2, '0'))
		.join(':');

/** One row as minutes, or null while it is not a span (yet). */
export function readSpan(opens = '', closes = ''): DaySpan | null {
	if (!TIME.test(opens) || !TIME.test(closes)) return null;
	const span = { opensMinute: minuteOf(opens), closesMinute: closingMinuteOf(closes) };
	return span.opensMinute < span.closesMinute ? span : null;
}

/**
 * The spans of one day from its rows (by their indices), in order, and what is wrong with them.
 * Rows without anything are left out.
 */
export function readSpans(
	typed: TypedTimes,
	rows: readonly number[]
): { spans: DaySpan[]; problems: SpanProblem[] } {
	const problems: SpanProblem[] = [];
	const found: (DaySpan & { index: number })[] = [];
	for (const index of rows) {
		const [opens = '', closes = ''] = [typed.opens[index], typed.closes[index]];
		if (opens === '' && closes === '') continue;
		const wrong = problemOf(opens, closes);
		if (wrong) problems.push({ ...wrong, index });
		else found.push({ ...readSpan(opens, closes)!, index });
	}
	found.sort((a, b) => a.opensMinute - b.opensMinute);
	for (const [place, { index, opensMinute }] of found.entries()) {
		const before = found[place - 1];
		if (before && opensMinute < before.closesMinute) {
			problems.push({ field: 'opens', index, words: 'This overlaps the other hours of the day.' });
		}
	}
	return {
		spans: found.map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute })),
		problems
	};
}

function problemOf(opens: string, closes: string): Omit<SpanProblem, 'index'> | undefined {
	if (!TIME.test(opens)) return { field: 'opens', words: 'Type a time like 09:00.' };
	if (!TIME.test(closes)) return { field: 'closes', words: 'Type a time like 17:00.' };
	if (readSpan(opens, closes)) return undefined;
	return { field: 'closes', words: 'This is not after it begins. For midnight, type 00:00.' };
}
