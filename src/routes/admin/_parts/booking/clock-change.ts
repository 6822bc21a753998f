import { sayTime, zoneAbbreviation, type Place } from '$lib/dates';
import { isSkipped, minuteOf, passesOf, spanOf, type Span, type WallTime } from './wall';

/**
 * What the fields do not say by themselves on a day when clocks change, in a sentence each: which of
 * two times is meant, or what is meant by a time that does not exist (R11). Empty on all other days,
 * and while the fields mean nothing. `given` as in spanOf().
 */
export function clockNotes(wall: WallTime, place: Place, given?: Span): string[] {
	const span = spanOf(wall, place.timeZone, given);
	if ('field' in span) return [];
	const from = noteOn(wall.date, wall.from, span.startsAt, place);
	const until = isSkipped(place.timeZone, wall.date, minuteOf(wall.from))
		? `So it ends at ${sayTime(span.endsAt, place)}.`
		: noteOn(wall.date, wall.until, span.endsAt, place);
	return [from, until].filter((note) => note !== null);
}

function noteOn(date: string, time: string, meant: number, place: Place): string | null {
	const { timeZone, locale } = place;
	const minute = minuteOf(time);
	// As it is typed, also where no clock of the zone shows it.
	const typed = sayTime(minute * 60_000, { locale, timeZone: 'UTC' });
	const passes = passesOf(timeZone, date, minute);
	// What ends the next day is of another date.
	if (!passes.includes(meant)) return null;
	if (isSkipped(timeZone, date, minute)) {
		return `${typed} does not exist on that day: it means ${sayTime(meant, place)}.`;
	}
	if (passes.length === 1) return null;
	const which = meant === passes[0] ? 'first' : 'second';
	return `${typed} comes twice that day: this is the ${which}, ${zoneAbbreviation(meant, place)}.`;
}
