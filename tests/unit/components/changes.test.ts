import { describe, expect, it } from 'vitest';
import { sameTimes, sayChanges } from '../../../src/lib/components/times/changes.ts';
import { nearestFree } from '../../../src/lib/components/times/months.ts';
import { sayRemaining, untilNextSecond } from '../../../src/lib/components/times/remaining.ts';
import { en } from '../../../src/lib/words/en/index.ts';

const day = (starts: number[], held: number[] = []) => ({ date: '2026-11-24', starts, held });
const said = (before: ReturnType<typeof day>, after: ReturnType<typeof day>) =>
	sayChanges(before, after, 'en-AU', en.times)?.replace('Tuesday, ', 'Tuesday ') ?? null;

describe('what changed about a day', () => {
	it('is one sentence and how much is left', () => {
		expect(said(day([1, 2, 3]), day([1, 4]))).toBe(
			'2 times were taken and 1 came free. 2 times are free on Tuesday 24 November.'
		);
		expect(said(day([1]), day([]))).toBe(
			'1 time was taken. No times are free on Tuesday 24 November.'
		);
		expect(said(day([]), day([5]))).toBe(
			'1 time came free. 1 time is free on Tuesday 24 November.'
		);
		expect(said(day([1, 2, 3, 4]), day([3, 5, 6], [4]))).toBe(
			'2 times were taken, 1 is being taken and 2 came free. 3 times are free on Tuesday 24 November.'
		);
	});

	it('is not said when it was undone, or when nobody here loses or gains by it', () => {
		expect(said(day([1, 2]), day([2, 1]))).toBeNull();
		expect(said(day([1], [2]), day([1]))).toBeNull();
	});

	it('counts what is being taken as a change to show', () => {
		expect(sameTimes(day([1], [2]), day([1], [2]))).toBe(true);
		expect(sameTimes(day([1], [2]), day([1]))).toBe(false);
		expect(sameTimes(day([1]), day([3]))).toBe(false);
	});
});

it('finds the nearest other day with free times, the later of two', () => {
	const days = [
		{ date: '2026-11-20', starts: [1], held: [] },
		{ date: '2026-11-23', starts: [], held: [1] },
		{ date: '2026-11-24', starts: [1], held: [] },
		{ date: '2026-11-28', starts: [1], held: [] }
	];
	expect(nearestFree(days, '2026-11-24')).toBe('2026-11-28');
	expect(nearestFree(days, '2026-11-23')).toBe('2026-11-24');
	expect(nearestFree(days, '2026-11-01')).toBe('2026-11-20');
	expect(nearestFree([], '2026-11-01')).toBeNull();
});

describe('the time that is left of a hold', () => {
	it('counts down to nought, and no further', () => {
		expect(sayRemaining(300_000)).toBe('5:00');
		expect(sayRemaining(271_001)).toBe('4:32');
		expect(sayRemaining(9_000)).toBe('0:09');
		expect(sayRemaining(1)).toBe('0:01');
		expect(sayRemaining(0)).toBe('0:00');
		expect(sayRemaining(-5_000)).toBe('0:00');
	});

	it('changes with each whole second', () => {
		expect(untilNextSecond(271_001)).toBe(1);
		expect(untilNextSecond(271_000)).toBe(1000);
		expect(untilNextSecond(400)).toBe(400);
	});
});
