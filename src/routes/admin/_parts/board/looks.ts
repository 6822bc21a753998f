import type { CalendarOptions } from 'fullcalendar';
import { entryOf } from './entries';

/**
 * The board has no theme of FullCalendar's: each part gets a class that board.css styles from our
 * tokens.
 */
export const looks: CalendarOptions = {
	viewClass: 'board-view',
	tableHeaderClass: 'board-header',
	dayHeaderClass: ({ isToday }) => (isToday ? 'board-day board-today' : 'board-day'),
	dayHeaderInnerClass: 'board-day-inner',
	dayLaneClass: ({ isToday }) => (isToday ? 'board-lane board-today' : 'board-lane'),
	slotLaneClass: ({ isMinor }) => (isMinor ? 'board-row board-minor' : 'board-row'),
	slotHeaderClass: 'board-hour',
	slotHeaderInnerClass: 'board-hour-inner',
	nowIndicatorLineClass: 'board-now',
	backgroundEventClass: 'board-closed',
	highlightClass: 'board-chosen',

	columnEventClass: ({ isMirror }) =>
		isMirror ? 'board-event board-box board-mirror' : 'board-event board-box',
	columnEventInnerClass: ({ isShort }) =>
		isShort ? 'board-event-inner board-short' : 'board-event-inner',
	// Only what has a class has a place to pull at.
	columnEventAfterClass: ({ isEndResizable }) => (isEndResizable ? 'board-grip' : ''),

	dayCellClass: ({ isToday, isOther }) =>
		`board-cell${isToday ? ' board-today' : ''}${isOther ? ' board-other' : ''}`,
	dayCellTopClass: 'board-date',
	rowEventClass: 'board-event board-line',
	rowEventInnerClass: 'board-line-inner',
	rowMoreLinkClass: 'board-more-link',

	listItemEventClass: ({ view }) =>
		view.type.startsWith('list') ? 'board-event board-item' : 'board-event board-line',
	listItemEventInnerClass: 'board-line-inner',
	listDaysClass: 'board-list',
	listDayClass: ({ isToday }) => (isToday ? 'board-list-day board-today' : 'board-list-day'),
	listDayHeaderClass: 'board-list-head',
	listDayHeaderInnerClass: ({ level }) => (level ? 'board-list-date' : 'board-list-weekday'),
	noEventsClass: 'board-nothing',

	// A day has its number for a name, and what stands in it; a heading is what it shows.
	dayCellDidMount: ({ el }) => el.removeAttribute('aria-label'),
	dayHeaderDidMount: ({ el, view }) => {
		if (view.type !== 'dayGridMonth') return;
		el.querySelector('[aria-hidden]')?.removeAttribute('aria-hidden');
	},
	// Nobody is told of what is closed by the shade alone: the verdict of a drag says it.
	backgroundEventDidMount: ({ el, event }) => {
		if ('closed' in entryOf(event)) el.setAttribute('aria-hidden', 'true');
	}
};
