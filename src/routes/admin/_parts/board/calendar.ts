import {
	Calendar,
	type CalendarApi,
	type CalendarOptions,
	type EventSourceFunc,
	type SlotHeaderInfo
} from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import list from 'fullcalendar/list';
import timeGrid from 'fullcalendar/timegrid';
import { sayTimes, type Place } from '$lib/dates';
import { reach, types } from './address';
import { contentOf, draggedContent, type Shape } from './contents';
import type { BoardView } from './contract';
import { entryOf } from './entries';
import type { Elements } from './elements';
import { looks } from './looks';
import { exactPlaces } from './places';
import { HOUR_HEIGHT } from './room';
import type { Verdict } from './verdict';
import 'fullcalendar/skeleton.css';
import './board.css';
import './entries.css';
import './lines.css';

const fullDate = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const dayHead = { weekday: 'short', day: 'numeric' } as const;

export type Mounting = {
	place: Place;
	/** Monday is 1, Sunday 7. */
	weekStart: number;
	view: BoardView;
	date: string;
	/** In Team: whose column it is. */
	column: number | null;
	/** How high a month is, and how many lines a day has before it says how many more there are. */
	month: { height: number; lines: number };
	fetchEntries: EventSourceFunc;
	/** Keeps track of what stands where. */
	elements: Elements;
	/** The database's clock. */
	now: () => number;
	/** What an hour is called at the side. */
	hourContent: (info: SlotHeaderInfo) => { domNodes: Node[] };
	/** What it would mean to put a booking there. */
	verdict: () => Verdict | null;
	/** What people do on it. */
	hands: CalendarOptions;
	/** Other days are shown now, or the same another way. */
	turned: (calendar: CalendarApi) => void;
};

/** "Mon 16", as a day's head shows it. */
function sayDayBriefly(date: Date, { locale, timeZone }: Place): string {
	return new Intl.DateTimeFormat(locale, { ...dayHead, timeZone }).format(date);
}

/** A month fills the board; the page scrolls all the rest, so that keyboards can as well. */
const heightOf = (type: string, month: number) => (type === types.month ? month : 'auto');

const shapeIn = (type: string): Shape =>
	type === types.month ? 'line' : type === types.list ? 'item' : 'box';

/** In a list FullCalendar calls the link itself an item of the list: nobody would hear of a link. */
function beLink(element: HTMLElement) {
	element.removeAttribute('role');
	element.parentElement?.setAttribute('role', 'group');
}

/** A calendar in the business's zone: the whole board, or one fieldworker's column of it. */
export function mountCalendar(element: HTMLElement, mounting: Mounting): Calendar {
	const { place, elements, column } = mounting;
	const calendar = new Calendar(element, {
		...looks,
		...mounting.hands,
		plugins: [timeGrid, dayGrid, list, exactPlaces(column), interaction],
		initialView: types[mounting.view],
		initialDate: mounting.date,
		validRange: reach,
		// What failed is told by whoever fetches; without this FullCalendar warns on the console.
		eventSources: [{ events: mounting.fetchEntries, failure: () => {} }],
		timeZone: place.timeZone,
		locale: place.locale,
		firstDay: mounting.weekStart % 7,
		// Always as it is now, also for days that were fetched before.
		lazyFetching: false,
		headerToolbar: false,
		height: heightOf(types[mounting.view], mounting.month.height),
		allDaySlot: false,
		nowIndicator: true,
		slotDuration: '00:30',
		snapDuration: '00:15',
		slotHeaderInterval: '01:00',
		slotMinHeight: HOUR_HEIGHT / 2,
		slotEventOverlap: false,
		// Each entry says its times itself.
		displayEventTime: false,
		slotHeaderContent: mounting.hourContent,
		dayMaxEvents: mounting.month.lines,
		moreLinkClick: types.day,
		// A day's name opens that day; in Team it is that day already.
		navLinks: column === null,
		navLinkDayClick: types.day,
		navLinkHint: (words, date) => `${sayDayBriefly(date, place)}: show ${words} alone`,
		dayHeaders: column === null,
		dayHeaderFormat: dayHead,
		titleFormat: fullDate,
		noEventsText: 'No bookings here',
		views: {
			dayGridMonth: {
				titleFormat: { month: 'long', year: 'numeric' },
				dayHeaderFormat: { weekday: 'short' },
				selectable: false
			},
			timeGridDay: { dayHeaders: false, titleFormat: { ...fullDate, weekday: 'long' } }
		},
		eventContent: ({ event, isMirror, view }) => {
			if (isMirror && event.start && event.end) {
				const times = sayTimes(event.start.getTime(), event.end.getTime(), place);
				return { domNodes: draggedContent(event.title, times, mounting.verdict()) };
			}
			return { domNodes: contentOf(entryOf(event), place, shapeIn(view.type), mounting.now) };
		},
		// Its hours are hidden from screen readers, as every entry says its time: it heads nothing.
		viewDidMount: ({ el }) =>
			el.querySelector('[role=rowheader]')?.setAttribute('role', 'gridcell'),
		eventDidMount: ({ el, event, view }) => {
			if (view.type === types.list) beLink(el);
			elements.mounted(el, event);
		},
		eventWillUnmount: ({ el, event }) => elements.unmounted(el, event),
		datesSet: ({ view: { calendar: turned, type } }) => {
			const height = heightOf(type, mounting.month.height);
			if (turned.getOption('height') !== height) turned.setOption('height', height);
			mounting.turned(turned);
		}
	});
	calendar.render();
	return calendar;
}
