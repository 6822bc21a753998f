import { untrack } from 'svelte';
import { addDays } from '../../scheduling/zoned-time';
import {
	LOOKED_THROUGH,
	monthOf,
	type DayOfTimes,
	type MonthOfTimes,
	type ReadDays
} from './months';
import { firstStart, readersDays, type Reader } from './readers-days';

type Parts = {
	/** The month as it was read, and the days of it that can be chosen as they are now. */
	read: () => MonthOfTimes;
	days: () => readonly DayOfTimes[];
	/** Days with everything newer that has been heard of them. */
	merge: (read: ReadDays) => ReadDays;
	reader: () => Reader;
	/** Reads the month anew. */
	refresh: () => void;
};

/**
 * The earliest start of all that can be chosen, as it is now: null while it is not known, and where
 * there is none. When it is taken the next one comes in its place. To be called as a component is
 * made.
 */
export function followEarliest({ read, days, merge, reader, refresh }: Parts) {
	const known = $derived.by(() => {
		const month = read();
		const wanted = reader();
		// Farther ahead nobody has looked at what lies between.
		const isNear = month.from <= addDays(month.first, LOOKED_THROUGH);
		const here = isNear ? firstStart(days()) : null;
		const there = month.soonest && firstStart(readersDays(merge(month.soonest), wanted));
		// Within the first month of all it is seen; before or after it only the server can tell.
		const asked = month.part === wanted.part && month.timeZone === wanted.timeZone;
		const seen = here !== null && month.month === monthOf(month.first);
		const sure = seen || (asked && (month.soonest === null || there !== null));
		const starts = [here, there].filter((start) => start !== null);
		return { start: sure && starts.length > 0 ? Math.min(...starts) : null, sure };
	});

	/** What has been asked for: an answer that does not help is not asked for again. */
	let asked = '';
	$effect(() => {
		const { timeZone, part } = reader();
		const { month, version, soonest } = read();
		const question = [timeZone, part, month, version, soonest?.from].join();
		if (known.sure || question === asked) return;
		asked = question;
		untrack(refresh);
	});

	return {
		get start() {
			return known.start;
		},
		/** Whether it is being asked for. */
		get sure() {
			return known.sure;
		}
	};
}
