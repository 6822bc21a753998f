import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';
import { clockNotes } from '../../../src/routes/admin/_parts/booking/clock-change.ts';
import { keepLength, spanOf, wallOf } from '../../../src/routes/admin/_parts/booking/wall.ts';

const ZONE = 'America/New_York';
const at = (date: string, hour: number) => instantOf(ZONE, date, hour * 60);
const HOUR = 3_600_000;

describe('the fields of a booking’s time', () => {
	it('mean the instants that they were filled from', () => {
		const span = { startsAt: at('2026-06-02', 9), endsAt: at('2026-06-02', 10.5) };
		const wall = wallOf(span, ZONE);
		expect(wall).toEqual({ date: '2026-06-02', from: '09:00', until: '10:30' });
		expect(spanOf(wall, ZONE)).toEqual(span);
	});

	it('end the next day where the end is not after the start, for twelve hours at most', () => {
		const late = { date: '2026-06-02', from: '22:00', until: '01:00' };
		expect(spanOf(late, ZONE)).toEqual({
			startsAt: at('2026-06-02', 22),
			endsAt: at('2026-06-03', 1)
		});
		expect(spanOf({ ...late, from: '09:00', until: '08:00' }, ZONE)).toMatchObject({
			field: 'until',
			words: 'This is not after it begins. Choose a later end.'
		});
		expect(spanOf({ ...late, from: '07:00', until: '20:00' }, ZONE)).toMatchObject({
			field: 'until'
		});
	});

	it('say beside which field something is missing', () => {
		const wall = { date: '2026-06-02', from: '09:00', until: '10:00' };
		expect(spanOf({ ...wall, date: '2026-02-30' }, ZONE)).toMatchObject({ field: 'date' });
		expect(spanOf({ ...wall, from: '' }, ZONE)).toMatchObject({ field: 'from' });
		expect(spanOf({ ...wall, until: '25:00' }, ZONE)).toMatchObject({ field: 'until' });
	});

	it('in the hour that comes twice mean the pass that they were filled from', () => {
		// Clocks go back at 2:00 on 1 November 2026: 1:30 comes twice.
		const first = at('2026-11-01', 1.5);
		const second = { startsAt: first + HOUR, endsAt: first + 2 * HOUR };
		const wall = wallOf(second, ZONE);
		expect(wall.from).toBe('01:30');
		expect(spanOf(wall, ZONE, second)).toEqual(second);
		expect(spanOf(wall, ZONE)).toMatchObject({ startsAt: first });
	});

	it('keep their length when the start is changed', () => {
		const wall = { date: '2026-06-02', from: '11:15', until: '10:00' };
		expect(keepLength(wall, ZONE, 90)).toBe('12:45');
		expect(keepLength({ ...wall, from: '' }, ZONE, 90)).toBe('10:00');
	});
});

describe('on the days when Sydney’s clocks change', () => {
	const place = { timeZone: 'Australia/Sydney', locale: 'en-AU' };
	/** 3:00 on 4 October 2026, an hour after 1:59; and 2:00 on 4 April 2027, for the second time. */
	const forward = Date.parse('2026-10-04T03:00+11:00');
	const back = Date.parse('2027-04-04T02:00+10:00');
	const wall = (date: string, from: string, until: string) => ({ date, from, until });
	const notes = (...fields: [string, string, string]) => clockNotes(wall(...fields), place);

	it('a start that does not exist is the one after, the length stays, and both are said', () => {
		const typed = wall('2026-10-04', '02:30', '03:30');
		expect(spanOf(typed, place.timeZone)).toEqual({ startsAt: forward, endsAt: forward + HOUR });
		expect(keepLength({ ...typed, until: '' }, place.timeZone, 60)).toBe('03:30');
		expect(clockNotes(typed, place)).toEqual([
			'2:30 am does not exist on that day: it means 3:00 am.',
			'So it ends at 4:00 am.'
		]);
	});

	it('an end that does not exist is the one after, and is said', () => {
		expect(spanOf(wall('2026-10-04', '01:30', '02:30'), place.timeZone)).toEqual({
			startsAt: forward - HOUR / 2,
			endsAt: forward
		});
		expect(notes('2026-10-04', '01:30', '02:30')).toEqual([
			'2:30 am does not exist on that day: it means 3:00 am.'
		]);
	});

	it('of a time that comes twice it is said which it is', () => {
		expect(notes('2027-04-04', '02:30', '04:00')).toEqual([
			'2:30 am comes twice that day: this is the first, AEDT.'
		]);
		const second = { startsAt: back + HOUR / 2, endsAt: back + 2 * HOUR };
		expect(clockNotes(wallOf(second, place.timeZone), place, second)).toEqual([
			'2:30 am comes twice that day: this is the second, AEST.'
		]);
	});

	it('an end that is only after the start the second time is that one', () => {
		expect(spanOf(wall('2027-04-04', '02:30', '02:30'), place.timeZone)).toEqual({
			startsAt: back - HOUR / 2,
			endsAt: back + HOUR / 2
		});
		expect(notes('2027-04-04', '02:30', '02:15')[1]).toBe(
			'2:15 am comes twice that day: this is the second, AEST.'
		);
	});

	it('nothing is said on other days, nor while the fields mean nothing', () => {
		expect(notes('2026-10-05', '02:30', '03:30')).toEqual([]);
		expect(notes('2027-04-04', '04:00', '05:00')).toEqual([]);
		expect(notes('2026-10-04', '02:30', '')).toEqual([]);
	});

	it('a booking keeps its length wherever its start is put', () => {
		for (const date of ['2026-10-04', '2027-04-04', '2027-06-01']) {
			for (const minutes of [30, 60, 90, 120, 180]) {
				const given = { startsAt: forward + 99 * HOUR, endsAt: 0 };
				given.endsAt = given.startsAt + minutes * 60_000;
				for (let quarter = 0; quarter < 96; quarter++) {
					const from = wallOf({ startsAt: quarter * 900_000, endsAt: 0 }, 'UTC').from;
					const until = keepLength(wall(date, from, ''), place.timeZone, minutes);
					const span = spanOf(wall(date, from, until), place.timeZone, given);
					if ('field' in span) throw new Error(`${date} ${from} – ${until}: ${span.words}`);
					expect(span.endsAt - span.startsAt, `${date} ${from}`).toBe(minutes * 60_000);
				}
			}
		}
	});
});
