import { dayNumber, instantOfWall, weekdayOfDay, type LocalDate } from './zoned-time.ts';
import { offsetsBetween } from './zone-offsets.ts';

/** Wall-clock minutes of one date, 0 to 1440: open from `opensMinute` up to `closesMinute`. */
export type DaySpan = { opensMinute: number; closesMinute: number };
/** A span on every such day of the week, ISO: Monday 1 to Sunday 7. */
export type WeeklySpan = DaySpan & { weekday: number };
/** One date's own hours, which replace its weekly ones; without spans that date is closed. */
export type HoursException = { date: LocalDate; spans: readonly DaySpan[] };
export type WorkingHours = {
	weekly: readonly WeeklySpan[];
	exceptions: readonly HoursException[];
};

/**
 * The starts on offer in [from, until): the instants a multiple of the step away from `anchor`.
 * The anchor is the opening time as this stretch's offset would have it, so that counting from it
 * counts on the wall clock. It may lie outside the stretch.
 */
type Grid = { from: number; until: number; anchor: number };

/**
 * A contiguous run of open time, in epoch milliseconds. `start` is cut off at the first date asked
 * for, `end` is where the run really ends, so that what starts late on the last date can be seen to
 * fit. The grids, in order, cover only the dates asked for.
 */
export type Opening = { start: number; end: number; grids: readonly Grid[] };

/** Open time with its opening as the wall clock has it (milliseconds, read as if it were UTC). */
type Run = { start: number; end: number; opens: number };

const MINUTE = 60_000;
const DAY = 86_400_000;
/** One day that is open over both midnights, or missing as Apia's was, hides the day beyond it. */
const DAYS_AROUND = 2;

/**
 * When a fieldworker can work: their hours inside the business's hours (`within`), from `fromDate`
 * up to, not including, `untilDate`, in the business's zone; in order and disjoint (R11).
 *
 * A span opens when the clocks first show its opening time and closes when they next show its
 * closing time. A missing hour makes it shorter, a doubled one longer, never two. Spans that touch,
 * over midnight too, are one run with one grid; only a date that is open all day long starts its
 * own, else the starts of a place that never closes would depend on the first date asked for.
 *
 * A run is followed for two days past the dates asked for, enough for a service of a day. So both
 * hours should hold the exceptions of two days either side. RangeError for a bad date or zone.
 */
export function openings(
	hours: WorkingHours,
	within: WorkingHours,
	zone: string,
	fromDate: LocalDate,
	untilDate: LocalDate
): Opening[] {
	const fromDay = dayNumber(fromDate);
	const untilDay = dayNumber(untilDate);
	if (fromDay >= untilDay) return [];
	const from = instantOfWall(zone, fromDay * DAY);
	const until = instantOfWall(zone, untilDay * DAY);
	const spansOf = commonSpans(hours, within);

	const found: { start: number; end: number; grids: Grid[] }[] = [];
	let opens = 0;
	let end = -Infinity;
	for (let day = fromDay - DAYS_AROUND; day < untilDay + DAYS_AROUND; day++) {
		for (const run of runsOf(spansOf(day), zone, day)) {
			const joins = run.start <= end;
			if (!joins || run.end === instantOfWall(zone, (day + 1) * DAY)) opens = run.opens;
			end = run.end;
			if (end <= from) continue;
			const start = Math.max(run.start, from);
			let opening = joins ? found.at(-1) : undefined;
			if (!opening && start >= until) return found;
			if (opening) opening.end = end;
			else found.push((opening = { start, end, grids: [] }));
			for (const span of offsetsBetween(zone, start, Math.min(end, until))) {
				const anchor = opens - span.offset;
				opening.grids.push({ from: span.from, until: span.until, anchor });
			}
		}
	}
	return found;
}

/** A date's spans as instants: what falls wholly into a missing hour is gone, what touches joined. */
function runsOf(spans: readonly DaySpan[], zone: string, day: number): Run[] {
	const runs: Run[] = [];
	for (const { opensMinute, closesMinute } of spans) {
		const opens = day * DAY + opensMinute * MINUTE;
		const start = instantOfWall(zone, opens);
		const end = instantOfWall(zone, day * DAY + closesMinute * MINUTE);
		const last = runs.at(-1);
		if (last && start <= last.end) last.end = end;
		else if (start < end) runs.push({ start, end, opens });
	}
	return runs;
}

/** The spans of a day that both hours have. The weekly part is worked out once per weekday. */
function commonSpans(a: WorkingHours, b: WorkingHours): (day: number) => readonly DaySpan[] {
	const [inA, inB] = [spansByDate(a), spansByDate(b)];
	const weekdays: (readonly DaySpan[] | undefined)[] = [];
	const weekly = (hours: WorkingHours, weekday: number): DaySpan[] =>
		sorted(hours.weekly.filter((span) => span.weekday === weekday));

	return (day) => {
		const weekday = weekdayOfDay(day);
		const ofA = inA.get(day);
		const ofB = inB.get(day);
		if (ofA || ofB) return intersect(ofA ?? weekly(a, weekday), ofB ?? weekly(b, weekday));
		return (weekdays[weekday] ??= intersect(weekly(a, weekday), weekly(b, weekday)));
	};
}

function spansByDate(hours: WorkingHours): Map<number, readonly DaySpan[]> {
	const byDay = new Map<number, readonly DaySpan[]>();
	for (const { date, spans } of hours.exceptions) {
		const day = dayNumber(date);
		byDay.set(day, sorted([...(byDay.get(day) ?? []), ...spans]));
	}
	return byDay;
}

/** In order, joined where they touch or overlap. */
function sorted(spans: readonly DaySpan[]): DaySpan[] {
	const joined: DaySpan[] = [];
	for (const span of spans.toSorted((a, b) => a.opensMinute - b.opensMinute)) {
		const last = joined.at(-1);
		if (last && span.opensMinute <= last.closesMinute) {
			last.closesMinute = Math.max(last.closesMinute, span.closesMinute);
		} else joined.push({ ...span });
	}
	return joined;
}

function intersect(a: readonly DaySpan[], b: readonly DaySpan[]): DaySpan[] {
	const common: DaySpan[] = [];
	for (const one of a) {
		for (const other of b) {
			const opensMinute = Math.max(one.opensMinute, other.opensMinute);
			const closesMinute = Math.min(one.closesMinute, other.closesMinute);
			if (opensMinute < closesMinute) common.push({ opensMinute, closesMinute });
		}
	}
	return common;
}
