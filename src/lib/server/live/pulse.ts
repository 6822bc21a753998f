import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.ts';

/** Milliseconds between two beats; while changes pour in, twice as long each time. */
const GAP = { usual: 5, longest: 80 };
/** They pour in while more of them come than one in so many milliseconds. */
const POURING = 5;
/** Milliseconds before work that failed is tried again. */
const RETRY = 500;

export type Pulse = {
	/** There is something to do. */
	beat(): void;
	stop(): void;
};

/**
 * Does work when there is some: the first of it at once, what comes during it or shortly after
 * together. A single change waits for nothing; a burst of a hundred costs a few rounds. Work that
 * fails is tried again; `what` names it in the log.
 */
export function createPulse(what: string, work: () => Promise<void>, log: Logger): Pulse {
	let beats = 0;
	let running = false;
	let stopped = false;

	async function run(): Promise<void> {
		let gap = GAP.usual;
		while (beats > 0 && !stopped) {
			beats = 0;
			const began = performance.now();
			try {
				await work();
				await sleep(gap);
				const pouring = beats * POURING > performance.now() - began;
				gap = pouring ? Math.min(gap * 2, GAP.longest) : GAP.usual;
			} catch (thrown) {
				log.warn({ err: thrown }, `could not ${what}; trying again`);
				beats++;
				await sleep(RETRY, undefined, { ref: false });
			}
		}
		running = false;
	}

	return {
		beat() {
			beats++;
			if (running) return;
			running = true;
			// One change is told of several times, in one breath: that is one beat.
			setImmediate(() => void run());
		},
		stop() {
			stopped = true;
		}
	};
}
