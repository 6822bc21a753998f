import { expect, it } from 'vitest';
import { zonesApart } from '../../../src/lib/components/times/apart.ts';

const SYDNEY = 'Australia/Sydney';
const at = (time: string) => Date.parse(time);

it('tells by how much the other zone’s clocks are ahead or behind', () => {
	const noon = at('2026-11-24T12:00:00Z');
	expect(zonesApart([noon], 'Europe/London', SYDNEY)).toEqual([{ from: noon, minutes: 660 }]);
	expect(zonesApart([noon], SYDNEY, 'Europe/London')).toEqual([{ from: noon, minutes: -660 }]);
	expect(zonesApart([noon], 'Asia/Kathmandu', SYDNEY)).toEqual([{ from: noon, minutes: 315 }]);
	expect(zonesApart([noon], 'Australia/Melbourne', SYDNEY)).toEqual([]);
	expect(zonesApart([], 'Europe/London', SYDNEY)).toEqual([]);
});

it('tells from which time on it is another difference, when clocks change among the times', () => {
	// Lord Howe's clocks go back by half an hour only, at the moment when Sydney's go back by one.
	const before = at('2027-04-03T14:30:00Z');
	const after = at('2027-04-03T16:30:00Z');
	expect(zonesApart([before, after], SYDNEY, 'UTC')).toEqual([
		{ from: before, minutes: -660 },
		{ from: after, minutes: -600 }
	]);
	expect(zonesApart([before, after], 'Australia/Lord_Howe', SYDNEY)).toEqual([
		{ from: before, minutes: 0 },
		{ from: after, minutes: -30 }
	]);
});
