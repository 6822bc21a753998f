import { setTimeout as sleep } from 'node:timers/promises';

/** Now, in milliseconds of the machine's clock, which all its processes share and nobody sets. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** One change that is to be made: `at` milliseconds from the beginning, in one of the rooms. */
export type Step = { at: number; room: number };

/**
 * So many changes a second, spread over the rooms. Each comes at some moment of its share of the
 * second, the same ones at every run: people do not keep time, so that some come close together.
 */
export function planOf(seconds: number, rate: number, rooms: number): Step[] {
	return Array.from({ length: seconds * rate }, (_, i) => ({
		at: ((i + scatter(i)) * 1000) / rate,
		room: i % rooms
	}));
}

/** A number from 0 to 1 that looks random and is always the same. */
const scatter = (i: number) => Math.abs(Math.sin(i + 1) * 43_758.5453) % 1;

/** Milliseconds by which a plan may be late before the rest of it is left out. */
const LATE = 500;

/**
 * Does what is planned, each step when its time has come or as soon as the one before is done.
 * Who cannot keep up does fewer steps in the same time.
 */
export async function follow<Done>(
	plan: readonly Step[],
	act: (room: number) => Done | Promise<Done>
): Promise<Done[]> {
	const began = now();
	const end = began + (plan.at(-1)?.at ?? 0) + LATE;
	const done: Done[] = [];
	for (const { at, room } of plan) {
		const early = began + at - now();
		if (early > 0) await sleep(early);
		if (now() > end) break;
		done.push(await act(room));
	}
	return done;
}
