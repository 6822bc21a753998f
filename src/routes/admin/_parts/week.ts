import {
	Calendar,
	type CalendarOptions,
	type EventApi,
	type EventInput,
	type EventSourceFunc
} from 'fullcalendar';
import timeGrid from 'fullcalendar/timegrid';
import { sayTimes, type Place } from '$lib/dates';
import type { BookingRow } from '$lib/server/bookings/list';
import { marks } from './marks';
import 'fullcalendar/skeleton.css';
import './week.css';

const fullDate = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const dayHead = { weekday: 'short', day: 'numeric' } as const;

/** "Mon 16", as the day's head shows it. */
function sayDayBriefly(date: Date, { locale, timeZone }: Place): string {
	return new Intl.DateTimeFormat(locale, { ...dayHead, timeZone }).format(date);
}

/** Pixels that an hour is high. */
export const HOUR_HEIGHT = 56;

/** How far the calendar goes, a year short of what its bookings can be asked for. */
const reach = { start: '1901-01-01', end: '2199-01-01' };

/** A date that there is, within reach. For anything else the calendar opens today. */
function realDate(text: string | null): string | undefined {
	const time = Date.parse(`${text}T00:00:00Z`);
	if (!text || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return;
	return text >= reach.start && text < reach.end ? text : undefined;
}

/** A booking as FullCalendar wants it. It is a link, so it opens by mouse, thumb and keyboard. */
export function eventOf(booking: BookingRow): EventInput {
	return {
		id: String(booking.id),
		url: `/admin/bookings/${booking.id}`,
		start: booking.startsAt,
		end: booking.endsAt,
		title: booking.customerName,
		color: booking.fieldworkerColor,
		className: `week-${booking.status}${booking.clash ? ' week-clash' : ''}`,
		extendedProps: { booking }
	};
}

function line(className: string, text: string): HTMLElement {
	const element = document.createElement('span');
	element.className = className;
	element.textContent = text;
	return element;
}

const bookingOf = (event: EventApi) => event.extendedProps.booking as BookingRow;

const statesOf = ({ status, clash }: BookingRow) =>
	[clash ? marks.clash : null, marks[status]].filter((state) => state !== null);

function contentOf(booking: BookingRow, place: Place) {
	const name = line('week-name', booking.customerName);
	for (const { mark, words } of statesOf(booking)) {
		const shown = line('week-mark', mark);
		shown.setAttribute('aria-hidden', 'true');
		name.prepend(shown, line('visually-hidden', `${words}: `));
	}
	const time = line('week-time', sayTimes(booking.startsAt, booking.endsAt, place));
	const more = line('week-more', `${booking.serviceName}, ${booking.fieldworkerName}`);
	return { domNodes: [name, time, more] };
}

function sayAll(booking: BookingRow, place: Place): string {
	const times = sayTimes(booking.startsAt, booking.endsAt, place);
	const states = statesOf(booking).map(({ words }) => words);
	const { customerName, serviceName, fieldworkerName } = booking;
	return [...states, customerName, times, serviceName, fieldworkerName].join(', ');
}

/**
 * A read-only calendar of bookings in the business's zone. It has no theme of FullCalendar's: each
 * part gets a class that week.css styles from our tokens.
 */
export function mountWeek(
	element: HTMLElement,
	place: Place,
	{
		fetchBookings,
		initialDate,
		...options
	}: Pick<CalendarOptions, 'datesSet' | 'loading' | 'initialView'> & {
		fetchBookings: EventSourceFunc;
		/** As the address has it, whatever that is. */
		initialDate: string | null;
	}
): Calendar {
	const calendar = new Calendar(element, {
		...options,
		initialDate: realDate(initialDate),
		validRange: reach,
		// What failed is told by whoever fetches; without this FullCalendar warns on the console.
		eventSources: [{ events: fetchBookings, failure: () => {} }],
		plugins: [timeGrid],
		timeZone: place.timeZone,
		locale: place.locale,
		firstDay: 1,
		// Always as it is now, also for days that were fetched before.
		lazyFetching: false,
		headerToolbar: false,
		// The page scrolls it, so that keyboards can as well.
		height: 'auto',
		allDaySlot: false,
		nowIndicator: true,
		slotDuration: '00:30',
		slotHeaderInterval: '01:00',
		slotMinHeight: HOUR_HEIGHT / 2,
		slotEventOverlap: false,
		// A day's name opens that day.
		navLinks: true,
		navLinkHint: (words, date) => `${sayDayBriefly(date, place)}: show ${words} alone`,
		dayHeaderFormat: dayHead,
		titleFormat: fullDate,
		views: {
			timeGridDay: { dayHeaders: false, titleFormat: { ...fullDate, weekday: 'long' } }
		},
		eventContent: ({ event }) => contentOf(bookingOf(event), place),
		viewClass: 'week-view',
		// Its hours are hidden from screen readers, as every booking says its time: it heads nothing.
		viewDidMount: ({ el }) =>
			el.querySelector('[role=rowheader]')?.setAttribute('role', 'gridcell'),
		tableHeaderClass: 'week-header',
		dayHeaderClass: ({ isToday }) => (isToday ? 'week-day week-today' : 'week-day'),
		dayHeaderInnerClass: 'week-day-inner',
		dayLaneClass: ({ isToday }) => (isToday ? 'week-lane week-today' : 'week-lane'),
		slotLaneClass: ({ isMinor }) => (isMinor ? 'week-row week-minor' : 'week-row'),
		slotHeaderClass: 'week-hour',
		slotHeaderInnerClass: 'week-hour-inner',
		nowIndicatorLineClass: 'week-now',
		columnEventClass: 'week-event',
		columnEventInnerClass: ({ isShort }) =>
			isShort ? 'week-event-inner week-short' : 'week-event-inner',
		// What there is no room for is in the tip.
		eventDidMount: ({ el, event }) => (el.title = sayAll(bookingOf(event), place))
	});
	calendar.render();
	return calendar;
}
