import { connect } from '../../src/lib/live/connection.ts';
import { rememberDays } from '../../src/lib/live/days.ts';
import type { Who } from '../../src/lib/live/messages.ts';
import type { Wish } from '../../src/lib/live/ask.ts';

type Watched = { url: string; origin: string; who: Who; wish?: Wish; from: string; until: string };
/** A day as somebody knows it: epoch minutes. */
type Known = { free: readonly number[]; held: readonly number[] };

/** Somebody with an open calendar, by the very code that runs in browsers. */
export type Watcher = {
	readonly state: string;
	/** What they see of a day. */
	day(date: string): Known | undefined;
	/** Every time that what they saw of a day was replaced by something older. */
	readonly setbacks: string[];
	readonly messages: number;
	leave(): void;
};

/** Opens a calendar of some days, and notes whether what it shows ever goes back. */
export function openWatcher({ url, origin, who, wish, from, until }: Watched): Watcher {
	const days = rememberDays();
	const latest = new Map<string, { version: number; at: number }>();
	const setbacks: string[] = [];
	let messages = 0;

	/** Compares by itself what is shown now with what was shown before. */
	function look(date: string) {
		messages += 1;
		const shown = days.dayOf(date);
		const before = latest.get(date);
		if (before && !shown) setbacks.push(`${date}: gone`);
		if (!shown) return;
		const older = before && shown.version < before.version;
		const earlier = before && shown.version === before.version && shown.at < before.at;
		if (older || earlier) {
			setbacks.push(
				`${date}: ${before.version} at ${before.at} -> ${shown.version} at ${shown.at}`
			);
		}
		latest.set(date, { version: shown.version, at: shown.at });
	}

	const connection = connect({
		...{ who, wish, url, headers: { origin } },
		hears: {
			day(day) {
				days.heard(day);
				look(day.date);
			},
			own(day) {
				days.heardOwn(day);
				look(day.date);
			}
		}
	});
	connection.watch({ from, until });
	return {
		get state() {
			return connection.state;
		},
		day: days.dayOf,
		setbacks,
		get messages() {
			return messages;
		},
		leave: connection.leave
	};
}
