import type { Sql } from '../database/connection.ts';
import { within } from '../deadline.ts';
import { expireHolds } from '../holds/expire.ts';
import type { Logger } from '../log.ts';

/**
 * Milliseconds: between looks when nothing is held, after one that failed, and past the moment when a
 * hold expires; and how long one look may take.
 */
const SELDOM = 60_000;
const RETRY = 1_000;
const AFTER = 20;
const LIMIT = 15_000;

/**
 * Removes holds at the moment at which they expire, so that they vanish from others' screens on
 * time. Every web node does; the first one there removes them.
 */
export function startExpiry(sql: Sql, log: Logger) {
	let timer: NodeJS.Timeout | undefined;
	let looking = false;
	let again = false;
	let stopped = false;

	async function look(): Promise<void> {
		if (looking) {
			again = true;
			return;
		}
		looking = true;
		clearTimeout(timer);
		let pause = SELDOM;
		try {
			const next = await within(LIMIT, 'removing expired holds', () => expireHolds(sql));
			if (next !== null) pause = Math.min(next + AFTER, SELDOM);
		} catch (thrown) {
			pause = RETRY;
			log.warn({ err: thrown }, 'could not remove expired holds; they count for nothing anyway');
		}
		looking = false;
		if (stopped) return;
		if (again) {
			again = false;
			return look();
		}
		timer = setTimeout(() => void look(), pause).unref();
	}

	void look();
	return {
		/** Another one may be the next to expire. */
		holdsChanged: () => void look(),
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}
