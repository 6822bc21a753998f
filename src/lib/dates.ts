import { keep } from './scheduling/keep.ts';
import { directionOf, languageOf, wordsFor } from './words/index.ts';
import { presentName } from './zone-names.ts';

/** Where an instant is read: the zone whose clock counts, and the language it is said in. */
export type Place = { timeZone: string; locale: string };

/** A formatter weighs tens of kilobytes, and readers name their languages and zones. */
const FORMATS_KEPT = 200;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(place: Place, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${place.locale} ${place.timeZone} ${JSON.stringify(options)}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.DateTimeFormat(place.locale, { ...options, timeZone: place.timeZone });
	return keep(formats, key, made, FORMATS_KEPT);
}

/** Node and browsers differ in which narrow spaces they put; a page must not change as it wakes. */
const plain = (text: string) => text.replace(/[\u2009\u202f]/g, ' ');
const partOf = (parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes) =>
	parts.find((part) => part.type === type)?.value ?? '';

/**
 * The attributes of an element with dates in this locale alone: none where the page is in the same
 * language. Else they are to be spoken, and written, in their own (WCAG 3.1.2).
 */
export function inTongue(locale: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
	const { language, baseName } = new Intl.Locale(locale);
	return language === languageOf(locale) ? {} : { lang: baseName, dir: directionOf(language) };
}

/**
 * A date to stand in a sentence of ours: where it is in another language it is kept in one piece, between
 * invisible marks, whichever way the two are written; and `Dated` finds it there.
 */
export const apiece = (date: string, locale: string): string =>
	inTongue(locale).lang ? `\u2068${date}\u2069` : date;

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

const HALF_HOUR = 1_800_000;

/**
 * "2:00 pm"; in the hour that comes twice when clocks go back also what the zone is called at that
 * instant, "2:30 am AEST", which tells the two apart (R11).
 */
export function sayTimeApart(at: number, place: Place): string {
	const time = sayTime(at, place);
	// By half an hour on Lord Howe Island, by two at Troll in Antarctica.
	const isTwice = [-4, -2, -1, 1, 2, 4].some(
		(away) => sayTime(at + away * HALF_HOUR, place) === time
	);
	return isTwice ? `${time} ${zoneAbbreviation(at, place)}` : time;
}

/**
 * "2:00 – 3:00 pm"; "11:00 pm – 1:00 am" over midnight; "2:30 am AEDT – 2:30 am AEST" of the hour that
 * comes twice when clocks go back.
 */
export function sayTimes(from: number, until: number, place: Place): string {
	const { timeZone } = place;
	const [start, end] = [sayTimeApart(from, place), sayTimeApart(until, place)];
	const apart = start !== sayTime(from, place) || end !== sayTime(until, place);
	// A range of two days would have their dates in figures, one of equal times only one of them.
	if (apart || localDateOf(from, timeZone) !== localDateOf(until, timeZone)) {
		return `${start} – ${end}`;
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
	return `${sayDay(at, place, now)}, ${sayTimeApart(at, place)}`;
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
	return plain(`${day.replace(/^(\p{L}+\.?), /u, '$1 ')}, ${sayTimeApart(at, place)}`);
}

/**
 * "Tue 24 Nov, 2:00 – 3:00 pm"; of what ends on another day both ends with their days. With the year
 * where that is not the year of `now`.
 */
export function saySpanBriefly(from: number, until: number, place: Place, now?: number): string {
	const dateOf = (at: number) => localDateOf(at, place.timeZone);
	const start = sayWhenBriefly(from, place, now);
	if (dateOf(from) !== dateOf(until - 1)) return `${start} – ${sayWhenBriefly(until, place, now)}`;
	const day = start.slice(0, -`, ${sayTimeApart(from, place)}`.length);
	return `${day}, ${sayTimes(from, until, place)}`;
}

/** A local date as people say it: "Tuesday 24 November". */
export function sayLocalDate(date: string, locale: string): string {
	return sayDay(Date.parse(`${date}T12:00:00Z`), { locale, timeZone: 'UTC' });
}

/** The place that a zone is named after: "Sydney"; "UTC" where it is none. */
export const zonePlace = (timeZone: string) =>
	presentName(timeZone).split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;

/** The zone by the name of its place, in the words of that language: "Sydney time". */
export function zoneName(timeZone: string, locale = 'en'): string {
	const isPlace = timeZone.includes('/') && !timeZone.startsWith('Etc/');
	return isPlace ? wordsFor(locale).common.zoneTime(zonePlace(timeZone)) : zonePlace(timeZone);
}

/**
 * What the clocks of another zone show at that instant, to stand beside what those of the place show:
 * "2:00 pm in Sydney", with the day where that is another one; `until` makes it a span. Null where both
 * show the same.
 */
export function sayElsewhere(
	at: number,
	place: Place,
	timeZone: string,
	until?: number
): string | null {
	const there = { ...place, timeZone };
	const sameDay = localDateOf(at, timeZone) === localDateOf(at, place.timeZone);
	if (sameDay && sayTime(at, there) === sayTime(at, place)) return null;
	const span = until === undefined ? sayTimeApart(at, there) : sayTimes(at, until, there);
	const dated = until === undefined ? sayWhenBriefly(at, there) : saySpanBriefly(at, until, there);
	const when = sameDay ? span : dated;
	return wordsFor(place.locale).common.inPlace(apiece(when, place.locale), zonePlace(timeZone));
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

/**
 * The language of the words around for a reader of this locale: their own kind of it where it is theirs.
 * For what is no date but a part of our sentences.
 */
export function inTheWords(locale: string): string {
	const language = languageOf(locale);
	return locale.startsWith(language) ? locale : language;
}

/** A length of time in words: "1 hour 30 minutes". */
export function sayDuration(minutes: number, locale = 'en'): string {
	const own = inTheWords(locale);
	const say = (count: number, unit: 'hour' | 'minute') =>
		new Intl.NumberFormat(own, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	const parts = [hours > 0 && say(hours, 'hour'), (rest > 0 || hours === 0) && say(rest, 'minute')];
	return plain(
		new Intl.ListFormat(own, { type: 'unit', style: 'narrow' }).format(
			parts.filter((part) => part !== false)
		)
	);
}

/**
 * Any of these things as a list in words, with what stands between them: "one", ", ", "two", " or ",
 * "three".
 */
export function inList<Thing extends object>(
	things: readonly Thing[],
	locale: string
): (Thing | string)[] {
	// What stands between is a part of the sentence around it.
	const list = new Intl.ListFormat(inTheWords(locale), { type: 'disjunction' });
	const rest = [...things];
	return list
		.formatToParts(things.map(() => '-'))
		.map(({ type, value }) => (type === 'element' ? (rest.shift() ?? value) : value));
}
