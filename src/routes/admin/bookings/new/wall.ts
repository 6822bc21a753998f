import { instantOf, localDate, minuteOfDay } from '$lib/scheduling/zoned-time';

/** A start as the fields hold it; `at` is the free time that was pressed, if one was. */
type Wall = { date: string; time: string; at: string };

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** The start that a text says, in epoch milliseconds of a year from 2000 to 2199; null for any other. */
export function startOf(text: string): number | null {
	if (!/^\d{1,14}$/.test(text)) return null;
	const start = Number(text);
	return start >= EARLIEST && start < LATEST ? start : null;
}

const isDate = (text: string) =>
	/^[12]\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/**
 * The instant that the fields mean in the business's zone, or null while they make none. As long as
 * they show the free time that was pressed it is meant, also in the hour that comes twice (R11).
 */
export function startAt({ date, time, at }: Wall, zone: string): number | null {
	if (!isDate(date) || !isTime(time)) return null;
	const start = startOf(at);
	if (start !== null) {
		const pressed = wallOf(start, zone);
		if (pressed.date === date && pressed.time === time) return start;
	}
	return instantOf(zone, date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
}

/** What the fields show for an instant. */
export function wallOf(instant: number, zone: string): { date: string; time: string } {
	const minute = minuteOfDay(zone, instant);
	const two = (part: number) => String(part).padStart(2, '0');
	return {
		date: localDate(zone, instant),
		time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
	};
}
