import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../src/routes/admin/blocked-events/schema.ts';
import { sayPeriod } from '../../../src/routes/admin/blocked-events/words.ts';

const ZONE = 'America/New_York';
const NOW = Date.parse('2026-11-01T12:00:00Z');
const place = { timeZone: ZONE, locale: 'en-AU' };

function period(fromDate: string, fromTime = '', untilDate = '', untilTime = '') {
	const form = {
		who: 'everybody',
		title: '',
		seen: '',
		ask: [],
		fromDate,
		fromTime,
		untilDate,
		untilTime
	};
	return periodOf(form, ZONE, NOW);
}

const said = (...typed: Parameters<typeof period>) => {
	const found = period(...typed);
	if ('field' in found) return `${found.field}: ${found.words}`;
	return sayPeriod(found.startsAt, found.endsAt, place, NOW);
};

describe('the time of a blocked event', () => {
	it('is the whole day where no time is typed', () => {
		expect(period('2026-11-24')).toEqual({
			startsAt: Date.parse('2026-11-24T05:00:00Z'),
			endsAt: Date.parse('2026-11-25T05:00:00Z')
		});
		expect(said('2026-11-24')).toBe('Tuesday 24 November, all day');
		expect(said('2026-11-24', '', '2026-11-26')).toBe(
			'Tuesday 24 November to Thursday 26 November, all day'
		);
	});

	it('is on the wall clock of the business’s zone', () => {
		expect(said('2026-11-24', '13:00', '', '17:30')).toBe('Tuesday 24 November, 1:00 – 5:30 pm');
		expect(said('2026-11-24', '13:00', '2026-11-26', '09:00')).toBe(
			'Tue 24 Nov, 1:00 pm to Thu 26 Nov, 9:00 am'
		);
	});

	it('names a year that is not this one', () => {
		expect(said('2027-01-01')).toBe('Friday 1 January 2027, all day');
	});

	it('covers both passes of the hour that comes twice (R11)', () => {
		const found = period('2027-11-07', '01:00', '', '02:00');
		expect(found).toMatchObject({ endsAt: expect.any(Number) });
		if ('startsAt' in found) expect(found.endsAt - found.startsAt).toBe(2 * 3_600_000);
	});

	it('begins at the jump where its start is in the hour that clocks skip (R11)', () => {
		expect(period('2027-03-14', '02:30', '', '04:00')).toEqual({
			startsAt: Date.parse('2027-03-14T07:00:00Z'),
			endsAt: Date.parse('2027-03-14T08:00:00Z')
		});
		expect(said('2027-03-14', '02:10', '', '02:40')).toMatch(/^untilTime: Clocks go forward/);
	});

	it('has an end that is after its start, is not over, and is no more than a year away', () => {
		expect(said('2026-11-24', '', '2026-11-23')).toMatch(/^untilDate: This is before the day/);
		expect(said('2026-11-24', '09:00', '', '09:00')).toMatch(/^untilTime: This is not after/);
		expect(said('2026-11-24', '09:00', '', '00:00')).toMatch(/^untilTime: This is not after/);
		expect(said('2026-10-24')).toMatch(/^untilDate: This is over already/);
		expect(said('2026-10-24', '', '2026-11-02')).toMatch(/^Saturday 24 October to/);
		expect(said('2026-11-24', '', '2027-12-24')).toMatch(/^untilDate: Block a year at most/);
	});
});
