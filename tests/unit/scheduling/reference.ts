// A slow, obvious second opinion: minute by minute, with Temporal for the wall clock. It shares no
// code with src/lib/scheduling, only its types.
import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../src/lib/scheduling/intervals.ts';
import type { SlotRules } from '../../../src/lib/scheduling/slots.ts';
import type { WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';

export const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** The first instant that shows this wall clock, or the jump over it, by Temporal. */
export function firstInstant(zone: string, date: string, minute: number): number {
	const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
	const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
	if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
	// In a gap, 'earlier' is a wall clock before the jump.
	return zoned.getTimeZoneTransition('next')!.epochMilliseconds;
}

/** What the zone's clocks show at an instant, `2026-03-29 01:30`. */
export function shown(zone: string, instant: number): string {
	const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
	return at.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** The asked dates of one zone, from `from` up to, not including, `until`. */
export type Window = { zone: string; from: string; until: string };

/** Every minute of a window and two days either side: what the clocks show, as minutes since 1970. */
type Minutes = { firstInstant: number; walls: number[]; firstShowing: Map<number, number> };
const known = new Map<string, Minutes>();

function minutesOf({ zone, from, until }: Window): Minutes {
	const key = `${zone} ${from} ${until}`;
	const before = known.get(key);
	if (before) return before;
	const day = (date: string, days: number) =>
		Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).epochMilliseconds;
	const first = day(from, -2);
	const last = day(until, 2);
	const walls: number[] = [];
	const firstShowing = new Map<number, number>();
	let highest = -Infinity;
	for (let instant = first; instant <= last; instant += MINUTE) {
		const wall = Temporal.Instant.fromEpochMilliseconds(instant)
			.toZonedDateTimeISO(zone)
			.toPlainDateTime();
		const shows = wall.toZonedDateTime('UTC').epochMilliseconds / MINUTE;
		if (highest === -Infinity) highest = shows - 1;
		for (let w = highest + 1; w <= shows; w++) firstShowing.set(w, walls.length);
		highest = Math.max(highest, shows);
		walls.push(shows);
	}
	const minutes = { firstInstant: first, walls, firstShowing };
	known.set(key, minutes);
	return minutes;
}

/** The wall-clock minutes (since 1970) of one day at which hours are open, as written down. */
function openOnPaper(hours: WorkingHours, day: number): Set<number> {
	const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
	const exceptions = hours.exceptions.filter((e) => e.date === date.toString());
	const spans = exceptions.length
		? exceptions.flatMap((e) => e.spans)
		: hours.weekly.filter((span) => span.weekday === date.dayOfWeek);
	const open = new Set<number>();
	for (const { opensMinute, closesMinute } of spans) {
		for (let m = opensMinute; m < closesMinute; m++) open.add(day * DAY_MINUTES + m);
	}
	return open;
}

/** Every start on offer, by looking at every minute. */
export function referenceSlots(
	window: Window,
	hours: WorkingHours,
	within: WorkingHours,
	taken: Interval[],
	rules: SlotRules
): number[] {
	const { firstInstant, walls, firstShowing } = minutesOf(window);
	const lowest = walls[0]!;
	const highest = Math.max(...walls);
	const paper = new Set<number>();
	for (let day = lowest / DAY_MINUTES; (day + 1) * DAY_MINUTES <= highest; day++) {
		const both = openOnPaper(hours, day).intersection(openOnPaper(within, day));
		for (const w of both) paper.add(w);
	}

	// A wall-clock minute lasts from when it is first shown until the next one is first shown.
	const open: (number | undefined)[] = walls.map(() => undefined);
	for (const w of paper) {
		for (let t = firstShowing.get(w)!; t < firstShowing.get(w + 1)!; t++) open[t] = w;
	}

	// The opening time as written: it may lie in the missing hour that the run begins after.
	const opening = (t: number): number => {
		let w = open[t]!;
		while (w % DAY_MINUTES > 0 && paper.has(w - 1) && firstShowing.get(w - 1) === t) w--;
		return w;
	};
	const wholeDays = new Set<number>();
	for (let w = lowest; w + DAY_MINUTES <= highest; w += DAY_MINUTES) {
		const [begins, ends] = [firstShowing.get(w)!, firstShowing.get(w + DAY_MINUTES)!];
		if (begins < ends && open.slice(begins, ends).every((o) => o !== undefined)) {
			wholeDays.add(begins);
		}
	}
	const anchors: (number | undefined)[] = [];
	for (let t = 0; t < walls.length; t++) {
		if (open[t] === undefined) anchors.push(undefined);
		else if (t === 0 || open[t - 1] === undefined || wholeDays.has(t)) anchors.push(opening(t));
		else anchors.push(anchors[t - 1]);
	}

	const found: number[] = [];
	const dayOf = (date: string) =>
		Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days;
	const firstMinute = firstShowing.get(dayOf(window.from) * DAY_MINUTES)!;
	const lastMinute = firstShowing.get(dayOf(window.until) * DAY_MINUTES)!;
	for (let t = firstMinute; t < lastMinute; t++) {
		const anchor = anchors[t];
		if (anchor === undefined || (walls[t]! - anchor) % rules.stepMinutes !== 0) continue;
		const start = firstInstant + t * MINUTE;
		if (start < rules.earliest || start > rules.latest) continue;
		const minutes = open.slice(t, t + rules.durationMinutes);
		if (minutes.some((o) => o === undefined)) continue;
		const needsFrom = start - rules.bufferBeforeMinutes * MINUTE;
		const needsUntil = start + (rules.durationMinutes + rules.bufferAfterMinutes) * MINUTE;
		const clash = taken.some((t) => t.start < t.end && t.start < needsUntil && needsFrom < t.end);
		if (!clash) found.push(start);
	}
	return found;
}
