import type { Calendar, EventSourceFuncInfo } from 'fullcalendar';
import { localDateOf, type Place } from '$lib/dates';
import { getBoard } from '$lib/live/board.svelte';
import { coalesce } from '../coalesce';
import { touches } from '../touches';
import { askedFor, type View } from './address';
import { keepElements } from './elements';
import { entryOf, inputsOf, type Answer, type Entry } from './entries';
import { renew } from './renew';
import { sayAll } from './words';

/** Milliseconds between two readings of what is shown, however much changes. */
const GAP = 300;
/** The hour at the top when it opens. */
const MORNING = 6.75;

type Fault = 'signed out' | 'failed';

/**
 * The calendar of the back office: what it shows, and how that follows what changes elsewhere.
 * `onturn` hears which date and how much around it is shown from now on.
 */
export function openWeek(place: Place, onturn: (date: string, view: View) => void) {
	const board = getBoard();
	const elements = keepElements(place);
	let calendar = $state.raw<Calendar>();
	let title = $state('');
	let view = $state<View>('timeGridWeek');
	let loading = $state(true);
	let fault = $state<Fault>();
	let shown = $state.raw<Answer>();
	let news = $state('');
	let range = { from: 0, until: 0 };
	/** How often FullCalendar has fetched: what was asked before that is out of date. */
	let fetches = 0;
	/** Something changed while it fetched. */
	let late = false;

	/** Reads a stretch of time. A failed request leaves what is on the screen, and says so. */
	async function read({ from, until }: typeof range): Promise<Answer | null> {
		const response = await fetch(`/admin/bookings/calendar?from=${from}&until=${until}`, {
			headers: { accept: 'application/json' }
		}).catch(() => null);
		fault = response?.ok ? undefined : response?.status === 401 ? 'signed out' : 'failed';
		return response?.ok ? ((await response.json()) as Answer) : null;
	}

	async function fetchEntries({ start, end }: EventSourceFuncInfo) {
		const mine = ++fetches;
		range = { from: start.getTime(), until: end.getTime() };
		const answer = await read(range);
		if (mine === fetches) shown = answer ?? undefined;
		if (!answer) throw new Error('The bookings could not be read');
		return inputsOf(answer);
	}

	const renewal = coalesce(async () => {
		// What is being fetched may have been read before the change: again once it is there.
		late = !calendar || loading;
		if (!calendar || loading) return true;
		const asked = fetches;
		const answer = await read(range);
		if (asked !== fetches || !calendar) return true;
		if (!answer) return fault === 'signed out';
		shown = answer;
		apply(calendar, answer);
		return true;
	}, GAP);

	function apply(calendar: Calendar, answer: Answer) {
		const focused = elements.focused();
		const { changed, gone } = renew(calendar, inputsOf(answer));
		for (const event of changed) elements.changed(event);
		if (focused && !elements.focus(focused)) calendar.el.parentElement?.focus();
		news = sayChanges(changed.map(entryOf), gone, place) ?? news;
	}

	async function mount(element: HTMLElement, gone: () => boolean) {
		const { HOUR_HEIGHT, mountWeek } = await import('./calendar');
		if (gone()) return;
		const asked = askedFor();
		view = asked.view;
		calendar = mountWeek(element, place, {
			initialView: view,
			initialDate: asked.date,
			fetchEntries,
			elements,
			loading: (busy) => {
				loading = busy;
				if (!busy && late) renewal.ask();
			},
			datesSet: (info) => {
				title = info.view.title;
				view = info.view.type as View;
				if (calendar) onturn(localDateOf(calendar.getDate().getTime(), place.timeZone), view);
			}
		});
		scrollTo(element, MORNING * HOUR_HEIGHT);
	}

	return {
		get calendar() {
			return calendar;
		},
		get title() {
			return title;
		},
		get view() {
			return view;
		},
		get loading() {
			return loading;
		},
		get fault() {
			return fault;
		},
		/** How many bookings stand in what is shown; undefined while that is not known. */
		get count() {
			return shown?.bookings.filter(({ status }) => status !== 'cancelled').length;
		},
		/** How much changed by itself, for those who do not see it. */
		get news() {
			return news;
		},
		/** Puts the calendar into an element; the answer takes it away again. */
		attach(element: HTMLElement) {
			let gone = false;
			void mount(element, () => gone);
			const deafen = board.hear((change) => {
				const bookings = shown?.bookings.map(({ id }) => id) ?? [];
				if (touches(change, { bookings, ...range })) renewal.ask();
			});
			return () => {
				gone = true;
				deafen();
				renewal.stop();
				calendar?.destroy();
				calendar = undefined;
			};
		}
	};
}

/** What changed by itself, in one line. */
function sayChanges(changed: Entry[], gone: number, place: Place): string | undefined {
	const [only] = changed;
	const count = changed.length + gone;
	if (count === 0) return undefined;
	if (count > 1) return `${count} things have changed.`;
	return only ? `Changed: ${sayAll(only, place)}` : 'Something has gone from here.';
}

/** Scrolls to a height once there is so much, which FullCalendar brings about in its own time. */
function scrollTo(element: HTMLElement, top: number) {
	const observer = new ResizeObserver(() => {
		if (element.scrollHeight < 2 * top) return;
		observer.disconnect();
		element.parentElement?.scrollTo({ top });
	});
	observer.observe(element);
}
