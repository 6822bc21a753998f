import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPulse } from '../../../src/lib/server/live/pulse.ts';

// Fake timers are those of the global object.
vi.mock('node:timers/promises', () => ({
	setTimeout: (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
}));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A pulse whose work takes no time, fails so many times first, and notes when it is done. */
function watched(failures = 0) {
	const rounds: number[] = [];
	const start = performance.now();
	const work = async () => {
		rounds.push(performance.now() - start);
		if (rounds.length <= failures) throw new Error('no');
	};
	return { rounds, pulse: createPulse('count', work, pino({ level: 'silent' })) };
}

/** Beats every so many milliseconds, for a while. */
async function pour({ beat }: { beat(): void }, every: number, milliseconds: number) {
	for (let passed = 0; passed < milliseconds; passed += every) {
		beat();
		await vi.advanceTimersByTimeAsync(every);
	}
}

describe('what beats', () => {
	it('once, or several times in one breath, is worked on at once and once', async () => {
		const { rounds, pulse } = watched();
		for (let n = 0; n < 100; n++) pulse.beat();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(rounds).toEqual([0]);
	});

	it('faster and faster is worked on with pauses that double up to a longest', async () => {
		const { rounds, pulse } = watched();
		await pour(pulse, 1, 400);
		await vi.advanceTimersByTimeAsync(1_000);
		expect(rounds).toEqual([0, 5, 15, 35, 75, 155, 235, 315, 395, 475]);
	});

	it('slowly waits for nothing, soon after much has poured in', async () => {
		const { rounds, pulse } = watched();
		await pour(pulse, 1, 400);
		rounds.length = 0;
		await pour(pulse, 50, 200);
		expect(rounds).toEqual([475, 500, 550]);
	});

	it('and fails is tried again after a while', async () => {
		const { rounds, pulse } = watched(2);
		pulse.beat();
		await vi.advanceTimersByTimeAsync(5_000);
		expect(rounds).toEqual([0, 500, 1_000]);
	});

	it('is not worked on any more after the end', async () => {
		const { rounds, pulse } = watched();
		await pour(pulse, 1, 10);
		pulse.stop();
		rounds.length = 0;
		await pour(pulse, 1, 100);
		expect(rounds).toEqual([]);
	});
});
