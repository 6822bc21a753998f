import { TimesRefused } from '$lib/components/times/fetch-month';
import { monthOf, type MonthOfTimes } from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';
import type { Live } from '$lib/live/live.svelte';
import { isFree } from './nearest';

/** Milliseconds that the server may take to say whether a time is still free. */
const PATIENCE = 5_000;

const GONE = 'That time is not free any more. Please choose another one.';
const UNREACHABLE =
	'You seem to be offline, so we cannot tell whether that time is still free. Check your connection, then try again. What you chose is kept.';

type Parts = {
	live: Live;
	timeZone: () => string;
	load: (month: string) => Promise<MonthOfTimes>;
	/** The times as they were read just now. */
	onread: (times: MonthOfTimes) => void;
	onpick: (start: number) => void;
};

/**
 * What pressing a time does: while the page is live it is chosen at once, otherwise the server is
 * asked first whether it is still there.
 */
export function pickTime({ live, timeZone, load, onread, onpick }: Parts) {
	let checking = $state(false);
	let trouble = $state.raw<{ start: number; words: string } | null>(null);
	let presses = 0;

	async function check(start: number): Promise<boolean> {
		const date = localDateOf(start, timeZone());
		const read = await inTime(load(monthOf(date)));
		onread({ ...read, day: date });
		return isFree(read, date, start) === true;
	}

	return {
		get checking() {
			return checking;
		},
		/** Why the time that was pressed was not chosen. */
		get trouble() {
			return trouble;
		},
		dismiss() {
			trouble = null;
		},
		async press(start: number) {
			const mine = ++presses;
			trouble = null;
			if (live.sure) return onpick(start);
			checking = true;
			try {
				const free = await check(start);
				if (mine !== presses) return;
				if (free) onpick(start);
				else trouble = { start, words: GONE };
			} catch (caught) {
				const words = caught instanceof TimesRefused ? caught.message : UNREACHABLE;
				if (mine === presses) trouble = { start, words };
			} finally {
				if (mine === presses) checking = false;
			}
		}
	};
}

function inTime<T>(work: Promise<T>): Promise<T> {
	const late = new Promise<never>((_, reject) =>
		setTimeout(() => reject(new Error('No answer in time')), PATIENCE)
	);
	return Promise.race([work, late]);
}
