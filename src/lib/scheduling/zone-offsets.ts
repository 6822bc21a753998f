import { keep } from './keep.ts';

/** A stretch of time in which a zone's clocks are a fixed number of milliseconds ahead of UTC. */
export type OffsetSpan = { from: number; until: number; offset: number };

type Zone = { clock: Intl.DateTimeFormat; years: Map<number, readonly OffsetSpan[]> };

const SECOND = 1000;
const DAY = 86_400_000;
/** The mean year. Cached stretches need not follow the calendar; this one is whole seconds. */
const YEAR = 31_556_952_000;
/** The shortest change and change back since 1970 took a week (America/Noronha in 2000). */
const SAMPLE = 5 * DAY;
/** A formatter weighs tens of kilobytes and zone names come from outside, so both are bounded. */
const ZONES_KEPT = 64;
const YEARS_KEPT = 32;

const zones = new Map<string, Zone>();

/**
 * Whether this is the name of a time zone that the rules can use: an IANA name that this runtime
 * knows. Bare offsets such as `+02:00` are refused, because they do not change their clocks (R13).
 */
export function isTimeZone(zone: string): boolean {
	if (/^[+-]/.test(zone)) return false;
	try {
		return Boolean(zoneOf(zone));
	} catch {
		return false;
	}
}

/**
 * The name by which this runtime knows a zone, whatever older name and capitals it was given in;
 * null for what is none that the rules can use.
 */
export const zoneNamed = (name: string): string | null =>
	isTimeZone(name) ? zoneOf(name).clock.resolvedOptions().timeZone : null;

/**
 * How far the zone's clocks are ahead of UTC at this instant, in milliseconds.
 * RangeError for an unknown zone or an instant that is no date.
 */
export function offsetAt(zone: string, instant: number): number {
	return spanAt(zone, instant).offset;
}

/**
 * The stretches of equal offset that make up [from, until), in order: one, unless the clocks
 * change in between. RangeError for an unknown zone or an instant that is no date.
 */
export function offsetsBetween(zone: string, from: number, until: number): OffsetSpan[] {
	const spans: OffsetSpan[] = [];
	let last: OffsetSpan | undefined;
	for (let at = from; at < until; at = last.until) {
		const span = spanAt(zone, at);
		const end = Math.min(span.until, until);
		if (last?.offset === span.offset) last.until = end;
		else spans.push((last = { from: at, until: end, offset: span.offset }));
	}
	return spans;
}

function spanAt(zone: string, instant: number): OffsetSpan {
	const year = Math.floor(instant / YEAR);
	const spans = yearOf(zoneOf(zone), year);
	for (const span of spans) if (instant < span.until) return span;
	throw new RangeError(`Not an instant: ${instant}`);
}

function zoneOf(name: string): Zone {
	const known = zones.get(name);
	if (known) return known;
	const clock = new Intl.DateTimeFormat('en-US', {
		timeZone: name,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	});
	return keep(zones, name, { clock, years: new Map() }, ZONES_KEPT);
}

function yearOf(zone: Zone, year: number): readonly OffsetSpan[] {
	const known = zone.years.get(year);
	if (known) return known;
	return keep(zone.years, year, search(zone.clock, year * YEAR, (year + 1) * YEAR), YEARS_KEPT);
}

/** Reading one offset costs 6 µs, so a year is read at 74 points and searched where two differ. */
function search(clock: Intl.DateTimeFormat, from: number, until: number): OffsetSpan[] {
	const spans: OffsetSpan[] = [];
	let start = from;
	let offset = readOffset(clock, from);
	for (let sample = from; sample < until; sample += SAMPLE) {
		const next = Math.min(sample + SAMPLE, until);
		const offsetThen = readOffset(clock, next);
		for (let at = sample; offset !== offsetThen;) {
			at = change(clock, at, next, offset);
			spans.push({ from: start, until: at, offset });
			start = at;
			offset = readOffset(clock, at);
		}
	}
	if (start < until) spans.push({ from: start, until, offset });
	return spans;
}

/** The second after `low` from which the offset is no longer `offset`; at `high` it is not. */
function change(clock: Intl.DateTimeFormat, low: number, high: number, offset: number): number {
	while (high - low > SECOND) {
		const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
		if (readOffset(clock, middle) === offset) low = middle;
		else high = middle;
	}
	return high;
}

function readOffset(clock: Intl.DateTimeFormat, instant: number): number {
	const [month, day, year, hour, minute, second] = clock.format(instant).match(/\d+/g)!.map(Number);
	// Not Date.UTC: it takes the years 1 to 99 for 1901 to 1999.
	const shown = new Date(0);
	shown.setUTCFullYear(year!, month! - 1, day);
	shown.setUTCHours(hour!, minute, second);
	return shown.getTime() - instant;
}
