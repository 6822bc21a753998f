import { TimesRefused } from '$lib/components/times/fetch-month';
import { monthOf, type MonthOfTimes } from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';
import type { Live } from '$lib/live/live.svelte';
import type { Words } from '$lib/words';
import { isFree } from './nearest';

/** Milliseconds that the server may take to say whether a time is still free. */
const PATIENCE = 5_000;

type Parts = {
	live: Live;
	/** The zone by whose calendar months are read. */
	timeZone: () => string;
	load: (month: string) => Promise<MonthOfTimes>;
	/** The times as they were read just now. */
	onread: (times: MonthOfTimes) => void;
	onpick: (start: number) => void;
	words: Words['times'];
};

/**
 * What pressing a time does: while the page is live it is chosen at once, otherwise the server is
 * asked first whether it is still there.
 */
export function pickTime({ live, timeZone, load, onread, onpick, words }: Parts) {
	let checking = $state(false);
	let trouble = $state.raw<{ start: number; words: string } | null>(null);
	let presses = 0;

	async function check(start: number): Promise<boolean> {
		const date = localDateOf(start, timeZone());
		const read = await inTime(load(monthOf(date)));
		onread({ ...read, day: date });
		return isFree(read, start) === true;
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
				else trouble = { start, words: words.notFree };
			} catch (caught) {
				const why = caught instanceof TimesRefused ? caught.message : words.unreachable;
				if (mine === presses) trouble = { start, words: why };
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
