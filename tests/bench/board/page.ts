// What tests/bench/board.ts runs in the browser: our board, and FullCalendar bare, with the same.
import { Calendar, type CalendarOptions } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import list from 'fullcalendar/list';
import timeGrid from 'fullcalendar/timegrid';
import { types } from '../../../src/routes/admin/_parts/board/address.ts';
import { mountCalendar } from '../../../src/routes/admin/_parts/board/calendar.ts';
import type { BoardAnswer } from '../../../src/routes/admin/_parts/board/contract.ts';
import { keepElements } from '../../../src/routes/admin/_parts/board/elements.ts';
import { inputsOf, type Part } from '../../../src/routes/admin/_parts/board/entries.ts';
import { handsOn } from '../../../src/routes/admin/_parts/board/hands.ts';
import { hourContent } from '../../../src/routes/admin/_parts/board/hour-content.ts';
import { renewAll } from '../../../src/routes/admin/_parts/board/renew.ts';
import { monthIn } from '../../../src/routes/admin/_parts/board/room.ts';
import '../../../src/app.css';

export type View = 'month' | 'week';
type Run = { painted: number; changed: number };

const place = { timeZone: 'Australia/Sydney', locale: 'en-AU' };
const DATE = '2026-11-18';
const scroller = document.querySelector<HTMLElement>('#scroller')!;
const nothing = () => {};
const acts = {
	move: nothing,
	select: nothing,
	open: nothing,
	openMove: nothing,
	isMoving: () => false,
	mayEdit: true
};
const dragging = {
	begin: nothing,
	over: nothing,
	end: nothing,
	giveUp: nothing,
	verdict: null
};

/** Once what was asked for is on the screen. */
const painted = () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)));

function clear(): HTMLElement {
	const element = document.createElement('div');
	scroller.replaceChildren(element);
	return element;
}

/** Milliseconds from having the data to the painted board, and for one booking that moves by itself. */
async function ours(answer: BoardAnswer, moved: BoardAnswer, view: View): Promise<Run> {
	const element = clear();
	const elements = keepElements(place, () => true);
	const part: Part = { column: null, hoursOf: null, shaded: null, mayEdit: true };
	const begun = performance.now();
	const calendar = mountCalendar(element, {
		place,
		weekStart: 1,
		view,
		date: DATE,
		column: null,
		month: monthIn(scroller),
		fetchEntries: (_info, give) => give(inputsOf(answer, part)),
		elements,
		now: () => answer.now,
		hourContent: hourContent(place, ''),
		verdict: () => null,
		hands: handsOn(acts, dragging, null, () => null),
		turned: nothing
	});
	await painted();
	const between = performance.now();
	const { events } = renewAll(
		[{ fieldworkerId: null, calendar }],
		() => inputsOf(moved, part),
		() => false
	);
	for (const event of events) elements.changed(event, true);
	await painted();
	const ended = performance.now();
	calendar.destroy();
	return { painted: between - begun, changed: ended - between };
}

async function bare(answer: BoardAnswer, moved: BoardAnswer, view: View): Promise<Run> {
	const element = clear();
	const inputs = answer.bookings.map((row) => ({
		id: String(row.id),
		title: row.customerName,
		start: row.startsAt,
		end: row.endsAt,
		url: `/admin/bookings/${row.id}`
	}));
	const changed = moved.bookings.find((row, index) => row !== answer.bookings[index])!;
	const options: CalendarOptions = {
		plugins: [timeGrid, dayGrid, list, interaction],
		initialView: types[view],
		initialDate: DATE,
		timeZone: place.timeZone,
		locale: place.locale,
		firstDay: 1,
		headerToolbar: false,
		height: view === 'month' ? monthIn(scroller).height : 'auto',
		allDaySlot: false,
		nowIndicator: true,
		slotDuration: '00:30',
		snapDuration: '00:15',
		slotHeaderInterval: '01:00',
		slotEventOverlap: false,
		dayMaxEvents: monthIn(scroller).lines,
		navLinks: true,
		editable: true,
		selectable: true
	};
	const begun = performance.now();
	const calendar = new Calendar(element, { ...options, events: inputs });
	calendar.render();
	await painted();
	const between = performance.now();
	calendar.getEventById(String(changed.id))!.setDates(changed.startsAt, changed.endsAt);
	await painted();
	const ended = performance.now();
	calendar.destroy();
	return { painted: between - begun, changed: ended - between };
}

const ways = { ours, bare };
export type Ways = typeof ways;
Object.assign(window, { ways });
