import { sayTime, sayTimes, type Place } from '$lib/dates';
import type { DaySpan } from '$lib/scheduling/working-hours';

/** "1 booking", "2 bookings" */
export const sayBookings = (count: number) => (count === 1 ? '1 booking' : `${count} bookings`);

/** Beside something that has bookings to come, and below it once it is unticked: they are kept. */
export function sayToCome(count: number): { note?: string; unticked?: string } {
	if (count === 0) return {};
	return {
		note: `${sayBookings(count)} to come`,
		unticked: `${sayBookings(count)} to come ${count === 1 ? 'stays as it is' : 'stay as they are'} until somebody moves ${count === 1 ? 'it' : 'them'}.`
	};
}

/** How many bookings are left outside the hours, as a sentence; nothing where none is. */
export function sayLeft({ stranded }: { stranded: number }): string {
	if (stranded === 0) return '';
	return `${sayBookings(stranded)} ${stranded === 1 ? 'is' : 'are'} left outside the hours. `;
}

/** How many customers are asked for another time, as a sentence; nothing where none is. */
export function sayAsked({ asked }: { asked: number }): string {
	if (asked === 0) return '';
	const who = asked === 1 ? '1 customer is' : `${asked} customers are`;
	return `${who} asked by email to choose another time.`;
}

/** "8:00 am – 12:30 pm", "8:00 am – midnight", wall-clock minutes of a day. */
function saySpan({ opensMinute, closesMinute }: DaySpan, locale: string): string {
	const at = (minute: number) => Date.UTC(2001, 0, 1, 0, minute);
	const place: Place = { locale, timeZone: 'UTC' };
	if (closesMinute === 1440) return `${sayTime(at(opensMinute), place)} – midnight`;
	return sayTimes(at(opensMinute), at(closesMinute), place);
}

/** "8:00 am – 12:30 pm, 1:00 – 5:00 pm", or nothing where there are none. */
export const saySpans = (spans: readonly DaySpan[], locale: string) =>
	spans.map((span) => saySpan(span, locale)).join(', ');

/** "Monday"; 1 is Monday. */
export const sayWeekday = (weekday: number, locale: string) =>
	new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
		Date.UTC(2001, 0, weekday)
	);
