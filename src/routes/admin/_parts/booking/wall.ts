import { instantOf, localDate, minuteOfDay, offsetAt } from '$lib/scheduling/zoned-time';

/** A stretch of time as the fields of a form hold it: wall clock of the business's zone. */
export type WallTime = { date: string; from: string; until: string };

/** A stretch of time; instants in epoch milliseconds. */
export type Span = { startsAt: number; endsAt: number };

type Problem = { field: keyof WallTime; words: string };

const MINUTE = 60_000;
/** Minutes that a booking or what is begun before midnight may last. */
const LONGEST = 12 * 60;
const DAY = 24 * 60;

const clockOf = (minute: number) =>
	`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** The minute of the day that a time field says. */
export const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** What the fields show for a stretch of time. */
export function wallOf({ startsAt, endsAt }: Span, zone: string): WallTime {
	return {
		date: localDate(zone, startsAt),
		from: clockOf(minuteOfDay(zone, startsAt)),
		until: clockOf(minuteOfDay(zone, endsAt))
	};
}

/**
 * The instants that the fields mean (R11), or what is wrong and beside which field to say so. An end
 * that is not after the start is one of the next day, as long as that is no more than 12 hours off.
 * A start that clocks skip is the end of what they skip, and the end moves with it. Of an end that
 * comes twice it is the one that keeps the length of `given`, or else the first after the start.
 * `given` is what the fields were filled from: as long as they show it, it is meant, also in the
 * hour that comes twice.
 */
export function spanOf(wall: WallTime, zone: string, given?: Span): Span | Problem {
	if (!isDate(wall.date)) return { field: 'date', words: 'Choose a date.' };
	if (!isTime(wall.from)) return { field: 'from', words: 'Type a time like 14:30.' };
	if (!isTime(wall.until)) return { field: 'until', words: 'Type a time like 14:30.' };
	if (given) {
		const shown = wallOf(given, zone);
		const same = (['date', 'from', 'until'] as const).every((name) => shown[name] === wall[name]);
		if (same) return given;
	}
	const from = minuteOf(wall.from);
	const until = minuteOf(wall.until);
	const startsAt = instantOf(zone, wall.date, from);
	const later = passesOf(zone, wall.date, until).filter((at) => at > startsAt);
	const ends = until > from || later.length > 0 ? until : until + DAY;
	if (ends - from > LONGEST) {
		const words =
			until > from
				? 'A booking lasts 12 hours at most. Choose another end.'
				: 'This is not after it begins. Choose a later end.';
		return { field: 'until', words };
	}
	if (isSkipped(zone, wall.date, from)) {
		return { startsAt, endsAt: startsAt + (ends - from) * MINUTE };
	}
	const length = given && given.endsAt - given.startsAt;
	const endsAt =
		later.find((at) => at - startsAt === length) ?? later[0] ?? instantOf(zone, wall.date, ends);
	return { startsAt, endsAt };
}

/** The end that keeps a length when the start is changed; the same end where that says nothing. */
export function keepLength(wall: WallTime, zone: string, minutes: number): string {
	if (!isDate(wall.date) || !isTime(wall.from)) return wall.until;
	const from = minuteOf(wall.from);
	// With a start that clocks skip the end moves by itself.
	if (isSkipped(zone, wall.date, from)) return clockOf((from + minutes) % DAY);
	const startsAt = instantOf(zone, wall.date, from);
	return clockOf(minuteOfDay(zone, startsAt + minutes * MINUTE));
}

/** Whether the clocks of that date never show this minute, because they go forward over it. */
export function isSkipped(zone: string, date: string, minute: number): boolean {
	return minuteOfDay(zone, instantOf(zone, date, minute)) !== minute;
}

/** The instants at which the clocks of that date show this minute: one, or two where they go back. */
export function passesOf(zone: string, date: string, minute: number): number[] {
	const first = instantOf(zone, date, minute);
	const back = offsetAt(zone, first) - offsetAt(zone, first + DAY * MINUTE);
	const second = first + back;
	const comesAgain = back > 0 && offsetAt(zone, second) === offsetAt(zone, first) - back;
	return comesAgain ? [first, second] : [first];
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d/.test(text);

function isDate(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '2000' || text >= '2100') return false;
	const at = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
