import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from '../../../src/routes/admin/_parts/coalesce.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that takes so many milliseconds, and when it began each time, to the nearest 10. */
function watched(takes: number, ...answers: (boolean | Error)[]) {
	const begun: number[] = [];
	const start = performance.now();
	const work = async () => {
		begun.push(Math.round((performance.now() - start) / 10) * 10);
		await new Promise((done) => setTimeout(done, takes));
		const answer = answers.shift() ?? true;
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { begun, work };
}

describe('work that is asked for in bursts', () => {
	it('is done at once, and for the rest of the burst once when the gap is over', async () => {
		const { begun, work } = watched(10);
		const { ask } = coalesce(work, 300);
		for (let at = 0; at < 100; at++) {
			ask();
			await vi.advanceTimersByTimeAsync(1);
		}
		await vi.advanceTimersByTimeAsync(5_000);
		expect(begun).toEqual([0, 300]);
	});

	it('is never done twice at a time, however long it takes', async () => {
		const { begun, work } = watched(1_000);
		const { ask } = coalesce(work, 300);
		ask();
		await vi.advanceTimersByTimeAsync(500);
		ask();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(begun).toEqual([0, 1_000]);
	});

	it('is tried again later when it was not done, or failed', async () => {
		const { begun, work } = watched(0, false, new Error('no'), true);
		const { ask } = coalesce(work, 300);
		ask();
		await vi.advanceTimersByTimeAsync(20_000);
		expect(begun).toEqual([0, 3_000, 6_000]);
	});

	it('is not done any more once it is stopped', async () => {
		const { begun, work } = watched(10, false);
		const { ask, stop } = coalesce(work, 300);
		ask();
		await vi.advanceTimersByTimeAsync(20);
		stop();
		ask();
		await vi.advanceTimersByTimeAsync(20_000);
		expect(begun).toEqual([0]);
	});
});
