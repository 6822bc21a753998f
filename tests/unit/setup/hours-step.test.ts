import { expect, test } from 'vitest';
import { hoursStep, hoursStepOf, weeklyOf } from '../../../src/routes/setup/hours/schema.ts';

test('office hours are offered first, and come back as they were saved', () => {
	const offered = hoursStepOf([]);
	expect(offered.open).toEqual(['1', '2', '3', '4', '5']);
	const weekly = weeklyOf(offered);
	expect(weekly[0]).toEqual({ weekday: 1, opensMinute: 540, closesMinute: 1020 });
	expect(weeklyOf(hoursStepOf(weekly))).toEqual(weekly);
});

test('a day may end at midnight, not before it begins', () => {
	const day = (from: string, until: string) => {
		const offered = hoursStepOf([]);
		return hoursStep.safeParse({
			open: ['7'],
			from: offered.from.with(6, from),
			until: offered.until.with(6, until)
		});
	};
	const late = day('18:00', '00:00');
	expect(late.success && weeklyOf(late.data)).toEqual([
		{ weekday: 7, opensMinute: 1080, closesMinute: 1440 }
	]);
	for (const [from, until] of [
		['18:00', '18:00'],
		['18:00', '09:00'],
		['', '09:00'],
		['9', '10']
	] as const) {
		expect(day(from, until).success, `${from} to ${until}`).toBe(false);
	}
});

test('at least one day is open, and closed days may say anything', () => {
	const offered = hoursStepOf([]);
	expect(hoursStep.safeParse({ ...offered, open: [] }).success).toBe(false);
	const nonsense = { ...offered, open: ['1'], from: offered.from.with(3, 'x') };
	expect(hoursStep.safeParse(nonsense).success).toBe(true);
});
