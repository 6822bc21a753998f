import type { CalendarApi, EventSourceFuncInfo } from 'fullcalendar';
import { untrack } from 'svelte';
import { localDateOf, type Place } from '$lib/dates';
import { getBoard } from '$lib/live/board.svelte';
import type { BookingRow } from '$lib/server/bookings/row';
import { coalesce } from '../coalesce';
import { types, viewOf } from './address';
import { runClock } from './clock';
import { openColumns } from './columns.svelte';
import type { Acts, BoardFeed, BoardFieldworker, BoardService, BoardView } from './contract';
import type { OpenBoardData } from './data/board-data.svelte';
import { openDragging } from './dragging.svelte';
import { keepElements } from './elements';
import { entryOf, inputsOf, type Part } from './entries';
import { handsOn } from './hands';
import { hourContent } from './hour-content';
import { letGoOnEscape } from './let-go';
import { sayChanges } from './news';
import { openReading } from './reading.svelte';
import { monthIn, scrollToMorning } from './room';
import type { Where } from './where.svelte';

/** Milliseconds between two readings of what is shown, however much changes. */
const GAP = 300;
/** Milliseconds for which it is said who has just changed something. */
const RECENT = 15_000;

const hasHours = (view: BoardView) => view !== 'month' && view !== 'list';

type Options = {
	place: Place;
	weekStart: number;
	fieldworkers: BoardFieldworker[];
	services: BoardService[];
	where: Where;
	data: OpenBoardData;
	feed: BoardFeed;
	acts: () => Acts;
};

/** The calendar of the board: what it shows, and how that follows what changes elsewhere. */
export function openCalendar(options: Options) {
	const { place, weekStart, fieldworkers, services, where, data, feed, acts } = options;
	const live = getBoard();
	const elements = keepElements(place, () => acts().mayEdit);
	const reading = openReading(data);
	let scroller: HTMLElement | null = null;
	let title = $state('');
	let news = $state('');
	let second = $state('');
	/** Something changed while it was read. */
	let late = false;
	/** Everything may have changed: what was read ahead as well. */
	let readAhead = false;

	const renewal = coalesce(refresh, GAP);
	const known = { place, fieldworkers, services };
	const dragging = openDragging(known, reading, () => scroller, renewal.ask);
	const isBusy = (id: string) => dragging.booking === Number(id) || acts().isMoving(Number(id));
	const columns = openColumns(elements, partOf, isBusy);

	/** The one fieldworker who is shown, where there is but one. */
	function only(): number | null {
		const { fieldworkerIds } = data.filter;
		const ids = fieldworkerIds.length ? fieldworkerIds : fieldworkers.map(({ id }) => id);
		return ids.length === 1 ? (ids[0] ?? null) : null;
	}

	function partOf(column: number | null): Part {
		return {
			column,
			hoursOf: column ?? only(),
			shaded: hasHours(where.view) ? reading.range : null,
			mayEdit: acts().mayEdit
		};
	}

	const fetchEntries = (column: number | null) => async (info: EventSourceFuncInfo) => {
		const answer = await reading.turn({ from: info.start.getTime(), until: info.end.getTime() });
		if (late && !reading.busy) renewal.ask();
		if (!answer) throw new Error('The bookings could not be read');
		return inputsOf(answer, partOf(column));
	};

	/** Reads what is shown anew, and changes what is different. */
	async function refresh(): Promise<boolean> {
		// What is being read may have been read before the change: again once it is there.
		late = columns.all.length === 0 || reading.busy;
		if (late) return true;
		const answer = await reading.again();
		if (answer === undefined) return true;
		if (answer === null) return data.fault !== 'failed';
		if (readAhead) reading.ahead();
		readAhead = false;
		const { events, gone } = columns.renew(answer);
		news = sayChanges(events.map(entryOf), gone, place) ?? news;
		if (events.length) void feed.settled().then(() => sayWho(events.map(({ id }) => id)));
		return true;
	}

	function sayWho(ids: string[]) {
		for (const id of ids) {
			const latest = feed.latest(Number(id));
			if (latest && reading.now() - latest.at < RECENT) elements.say(id, latest.words);
		}
	}

	const dateOf = (at: Date) => localDateOf(at.getTime(), place.timeZone);

	/** Whether a calendar shows what the address asks for. */
	function isThere({ view }: CalendarApi): boolean {
		const shows = dateOf(view.currentStart) <= where.date && where.date < dateOf(view.currentEnd);
		return view.type === types[where.view] && shows;
	}

	function adopt(calendar: CalendarApi) {
		const { view } = calendar;
		title = view.title;
		// A day's name was pressed, or "3 more": FullCalendar has turned by itself.
		if (!isThere(calendar)) where.go({ date: dateOf(view.currentStart), view: viewOf(view.type) });
	}

	async function mount(element: HTMLElement, column: number | null, gone: () => boolean) {
		const { mountCalendar } = await import('./calendar');
		if (gone() || !scroller) return;
		const calendar = mountCalendar(element, {
			place,
			weekStart,
			view: where.view,
			date: where.date,
			column,
			month: monthIn(scroller),
			fetchEntries: fetchEntries(column),
			elements,
			now: reading.now,
			hourContent: hourContent(place, second),
			verdict: () => dragging.verdict,
			hands: handsOn(acts(), dragging, column, only),
			turned: adopt
		});
		if (hasHours(where.view)) scrollToMorning(scroller);
		return columns.add({ fieldworkerId: column, calendar });
	}

	/** Shows what the address asks for now. */
	function turn({ date, view }: { date: string; view: BoardView }) {
		for (const { calendar } of columns.all) {
			if (isThere(calendar)) continue;
			const before = viewOf(calendar.view.type);
			calendar.changeView(types[view], date);
			if (!scroller || hasHours(before) === hasHours(view)) continue;
			if (hasHours(view)) scrollToMorning(scroller);
			else scroller.scrollTo({ top: 0 });
		}
	}

	/**
	 * Names the hours anew. FullCalendar does not when it turns: beyond a clock change it is another
	 * hour in the second zone.
	 */
	function nameHours(content: ReturnType<typeof hourContent>) {
		for (const { calendar } of columns.all) calendar.setOption('slotHeaderContent', content);
	}

	/** What dragging does, by keyboard. */
	function press(event: KeyboardEvent) {
		const { key, ctrlKey, metaKey, altKey, target } = event;
		if (key.toLowerCase() !== 'm' || ctrlKey || metaKey || altKey || !acts().mayEdit) return;
		const id = target instanceof Element ? elements.idOf(target) : undefined;
		const booking = id ? columns.bookingOf(id) : undefined;
		if (booking?.status !== 'confirmed') return;
		event.preventDefault();
		acts().openMove(booking);
	}

	let named = false;
	$effect(() => {
		const { date, view } = where;
		const content = hourContent(place, second);
		untrack(() => {
			turn({ date, view });
			if (second || named) nameHours(content);
			named = second !== '';
		});
	});

	// Another filter: the same days, others of their bookings.
	let filtered = data.filter;
	$effect(() => {
		if (data.filter === filtered) return;
		filtered = data.filter;
		untrack(() => columns.fetch());
	});

	return {
		get title() {
			return title;
		},
		get ready() {
			return columns.all.length > 0;
		},
		get busy() {
			return reading.busy;
		},
		get shown() {
			return reading.shown;
		},
		/** How much changed by itself, for those who do not see it. */
		get news() {
			return news;
		},
		/** What it would mean to let go of what is being dragged. */
		get verdict() {
			return dragging.verdict;
		},
		/** The zone that is shown beside the business's; '' for none. */
		get second() {
			return second;
		},
		set second(zone) {
			second = zone;
		},
		show: (booking: BookingRow) => columns.show(booking, reading.range),
		/** Something was saved here, or put back: what is on view is read again. */
		again() {
			reading.forget();
			renewal.ask();
		},
		/** Tries again after what could not be read. */
		retry: () => columns.fetch(),
		/** What everything scrolls in: follows what changes as long as it is there. */
		scroll(element: HTMLElement) {
			scroller = element;
			// What scrolls can be scrolled by keyboard.
			element.tabIndex = 0;
			const deafen = live.hear((change) => {
				readAhead ||= change === null;
				if (data.concerns(change, reading.range)) renewal.ask();
			});
			const stopClock = runClock(element, reading.now, () => columns.expire(reading.now()));
			const keep = letGoOnEscape(element, dragging.giveUp);
			element.addEventListener('keydown', press);
			return () => {
				keep();
				element.removeEventListener('keydown', press);
				deafen();
				stopClock();
				renewal.stop();
				scroller = null;
			};
		},
		/** Puts a calendar into an element: the whole board's, or one fieldworker's column. */
		attach: (column: number | null) => (element: HTMLElement) =>
			untrack(() => {
				let gone = false;
				const mounted = mount(element, column, () => gone);
				return () => {
					gone = true;
					void mounted.then((unmount) => unmount?.());
				};
			})
	};
}
