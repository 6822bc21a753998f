import { Calendar, type CalendarOptions, type EventSourceFunc } from 'fullcalendar';
import timeGrid from 'fullcalendar/timegrid';
import type { Place } from '$lib/dates';
import { entryOf } from './entries';
import type { Elements } from './elements';
import { contentOf } from './words';
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

/**
 * A read-only calendar in the business's zone. It has no theme of FullCalendar's: each part gets a
 * class that week.css styles from our tokens.
 */
export function mountWeek(
	element: HTMLElement,
	place: Place,
	{
		fetchEntries,
		initialDate,
		elements,
		...options
	}: Pick<CalendarOptions, 'datesSet' | 'loading' | 'initialView'> & {
		fetchEntries: EventSourceFunc;
		/** As the address has it, whatever that is. */
		initialDate: string | null;
		/** Keeps track of what stands where. */
		elements: Elements;
	}
): Calendar {
	const calendar = new Calendar(element, {
		...options,
		initialDate: realDate(initialDate),
		validRange: reach,
		// What failed is told by whoever fetches; without this FullCalendar warns on the console.
		eventSources: [{ events: fetchEntries, failure: () => {} }],
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
		eventContent: ({ event }) => ({ domNodes: contentOf(entryOf(event), place) }),
		viewClass: 'week-view',
		// Its hours are hidden from screen readers, as every entry says its time: it heads nothing.
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
		eventDidMount: ({ el, event }) => elements.mounted(el, event),
		eventWillUnmount: ({ el, event }) => elements.unmounted(el, event)
	});
	calendar.render();
	return calendar;
}
