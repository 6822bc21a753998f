/** Where an instant is read: the zone whose clock counts, and the language it is said in. */
export type Place = { timeZone: string; locale: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(place: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${place.locale} ${place.timeZone} ${JSON.stringify(options)}`;
	let found = formats.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(place.locale, { ...options, timeZone: place.timeZone });
		formats.set(key, found);
	}
	return found;
}

/** Node and browsers differ in which narrow spaces they put; a page must not change as it wakes. */
const plain = (text: string) => text.replace(/[\u2009\u202f]/g, ' ');
const partOf = (parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes) =>
	parts.find((part) => part.type === type)?.value ?? '';

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDateOf(at: number, timeZone: string): string {
	const parts = format(
		{ locale: 'en-GB', timeZone },
		{ year: 'numeric', month: '2-digit', day: '2-digit' }
	).formatToParts(at);
	return `${partOf(parts, 'year')}-${partOf(parts, 'month')}-${partOf(parts, 'day')}`;
}

/** "2:00 pm" */
export function sayTime(at: number, place: Place): string {
	return plain(format(place, { timeStyle: 'short' }).format(at));
}

/** "2:00 – 3:00 pm"; "11:00 pm – 1:00 am" over midnight. */
export function sayTimes(from: number, until: number, place: Place): string {
	const { timeZone } = place;
	// A range of two days would have their dates in figures.
	if (localDateOf(from, timeZone) !== localDateOf(until, timeZone)) {
		return `${sayTime(from, place)} – ${sayTime(until, place)}`;
	}
	return plain(format(place, { timeStyle: 'short' }).formatRange(from, until));
}

/** "Tuesday 24 November"; with the year where that is not the year of `now`. */
export function sayDay(at: number, place: Place, now?: number): string {
	const year = (instant: number) => localDateOf(instant, place.timeZone).slice(0, 4);
	const withYear = now !== undefined && year(at) !== year(now);
	return plain(
		format(place, {
			weekday: 'long',
			day: 'numeric',
			month: 'long',
			...(withYear && { year: 'numeric' })
		}).format(at)
	);
}

/** "Tuesday 24 November, 2:00 pm" */
export function sayWhen(at: number, place: Place, now?: number): string {
	return `${sayDay(at, place, now)}, ${sayTime(at, place)}`;
}

/** "Tue 24 Nov, 2:00 pm"; with the year where that is not the year of `now`. */
export function sayWhenBriefly(at: number, place: Place, now?: number): string {
	const year = (instant: number) => localDateOf(instant, place.timeZone).slice(0, 4);
	const withYear = now !== undefined && year(at) !== year(now);
	const day = format(place, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		...(withYear && { year: 'numeric' })
	}).format(at);
	// "Tue, 24 Nov" has a comma too many once the time follows.
	return plain(`${day.replace(/^(\p{L}+\.?), /u, '$1 ')}, ${sayTime(at, place)}`);
}

/**
 * "Tue 24 Nov, 2:00 – 3:00 pm"; of what ends on another day both ends with their days. With the year
 * where that is not the year of `now`.
 */
export function saySpanBriefly(from: number, until: number, place: Place, now?: number): string {
	const dateOf = (at: number) => localDateOf(at, place.timeZone);
	const start = sayWhenBriefly(from, place, now);
	if (dateOf(from) !== dateOf(until - 1)) return `${start} – ${sayWhenBriefly(until, place, now)}`;
	const day = start.slice(0, -`, ${sayTime(from, place)}`.length);
	return `${day}, ${sayTimes(from, until, place)}`;
}

/** A local date as people say it: "Tuesday 24 November". */
export function sayLocalDate(date: string, locale: string): string {
	return sayDay(Date.parse(`${date}T12:00:00Z`), { locale, timeZone: 'UTC' });
}

/** The zone by the name of its place: "Sydney time". */
export function zoneName(timeZone: string): string {
	const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
	return timeZone.includes('/') && !timeZone.startsWith('Etc/') ? `${place} time` : place;
}

/** What the zone is called at that instant: "AEDT", or "GMT+1" where it has no letters. */
export function zoneAbbreviation(at: number, place: Place): string {
	return partOf(format(place, { timeZoneName: 'short' }).formatToParts(at), 'timeZoneName');
}

/**
 * The times of one day as labels of which no two are equal: in the hour that comes twice when
 * clocks go back, the zone's abbreviation tells the two apart (R11).
 */
export function timeLabels(starts: readonly number[], place: Place): string[] {
	const labels = starts.map((at) => sayTime(at, place));
	return labels.map((label, index) =>
		labels.filter((other) => other === label).length > 1
			? `${label} ${zoneAbbreviation(starts[index] ?? 0, place)}`
			: label
	);
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** Which part of the day an instant falls in, on the place's clock. */
export function partOfDay(at: number, place: Place): PartOfDay {
	const parts = format({ ...place, locale: 'en-GB' }, { hour: '2-digit', hourCycle: 'h23' });
	const hour = Number(partOf(parts.formatToParts(at), 'hour'));
	return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
}

/** A length of time in words: "1 hour 30 minutes". */
export function sayDuration(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	const say = (count: number, unit: string) =>
		count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
	return [say(hours, 'hour'), say(rest, 'minute')].filter(Boolean).join(' ');
}
