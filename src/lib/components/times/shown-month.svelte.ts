import { untrack } from 'svelte';
import { localDateOf } from '$lib/dates';
import { TimesRefused } from './fetch-month';
import { monthOf, type Month, type MonthOfTimes } from './months';
import { readersDays } from './readers-days';

type Page = {
	/** The month that the page has read, and reads again when the rules change. */
	times: () => MonthOfTimes;
	/** The start of the booking that is being moved. */
	current: () => number | undefined;
	/** By whose calendar it is to be read. */
	timeZone: () => string;
	load: (month: Month) => Promise<MonthOfTimes>;
};

/**
 * Which month and day are shown, as they were read last. A page that is read again does not move
 * the person, unless their booking itself is in another month now. To be called as a component is
 * made.
 */
export function shownMonth({ times, current, timeZone, load }: Page) {
	let read = $state.raw(untrack(times));
	let day = $state(untrack(() => times().day));
	let loading = $state(false);
	let failed = $state.raw<{ month: Month; words?: string } | null>(null);
	// A later wish wins.
	let wishes = 0;
	let page = untrack(() => ({ times: times(), current: current() }));

	$effect.pre(() => {
		const now = { times: times(), current: current() };
		untrack(() => {
			const [before, after] = [page, now];
			page = now;
			if (after.times !== before.times) follow(after.times, after.current !== before.current);
		});
	});

	/** The switch to other clocks: what is known is read anew by their calendar, once. */
	let zoneAsked = '';
	$effect(() => {
		const zone = timeZone();
		if (zone === read.timeZone || zone === zoneAsked || loading || failed) return;
		zoneAsked = zone;
		untrack(() => void refresh(read.month));
	});

	function follow(again: MonthOfTimes, moved: boolean) {
		if (again.month === read.month || moved) {
			wishes++;
			loading = false;
			failed = null;
			show(again);
		} else if (loading) void turn(read.month);
		else if (!failed) void refresh(read.month);
	}

	function show(next: MonthOfTimes) {
		if (next.month !== read.month || !day) day = next.day;
		else if (next.timeZone !== read.timeZone) day = sameDay(day, next);
		read = next;
	}

	/** The day on another zone's calendar with what the shown day had: the person stays with it. */
	function sameDay(date: string, next: MonthOfTimes): string | null {
		const own = current();
		const ofOwn = own !== undefined && localDateOf(own, read.timeZone) === date;
		const shown = readersDays(read, read).find((known) => known.date === date);
		const start = ofOwn ? own : (shown?.starts[0] ?? shown?.held[0]);
		const same = start === undefined ? date : localDateOf(start, next.timeZone);
		return monthOf(same) === next.month ? same : next.day;
	}

	function fail(month: Month, caught: unknown) {
		failed = caught instanceof TimesRefused ? { month, words: caught.message } : { month };
	}

	/** The same month anew; what is shown stays until it is there, and when it does not come. */
	async function refresh(month: Month) {
		const wish = ++wishes;
		try {
			const next = await load(month);
			if (wish === wishes) show(next);
		} catch (caught) {
			if (wish === wishes && caught instanceof TimesRefused) fail(month, caught);
		}
	}

	/** Shows a month; its days stand at once, what is free follows. False when it did not come. */
	async function turn(month: Month): Promise<boolean> {
		const wish = ++wishes;
		failed = null;
		loading = true;
		day = null;
		read = { ...read, month, days: [] };
		try {
			const next = await load(month);
			if (wish !== wishes) return false;
			show(next);
			return true;
		} catch (caught) {
			if (wish === wishes) fail(month, caught);
			return false;
		} finally {
			if (wish === wishes) loading = false;
		}
	}

	return {
		get read() {
			return read;
		},
		get day() {
			return day;
		},
		set day(date: string | null) {
			day = date;
		},
		get loading() {
			return loading;
		},
		get failed() {
			return failed;
		},
		turn,
		/** Reads the month that is shown anew. */
		refresh: () => void refresh(read.month)
	};
}
