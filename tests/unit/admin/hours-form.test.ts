import { describe, expect, it } from 'vitest';
import {
	emptyException,
	exceptionForm,
	exceptionsOf,
	stretchesOf
} from '../../../src/routes/admin/_parts/hours/exception.ts';
import {
	formOfWeekly,
	weeklyForm,
	weeklyOf,
	withMoreRows
} from '../../../src/routes/admin/_parts/hours/weekly.ts';

const span = (weekday: number, opens: number, closes: number) => ({
	weekday,
	opensMinute: opens * 60,
	closesMinute: closes * 60
});
const week = (...rows: [string, string, string][]) => ({
	weekday: rows.map(([day]) => day),
	opens: rows.map(([, opens]) => opens),
	closes: rows.map(([, , closes]) => closes),
	seen: '',
	ask: []
});
const wrong = (rows: Parameters<typeof week>) =>
	weeklyForm
		.safeParse(week(...rows))
		.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the form of weekly hours', () => {
	it('says again what it was made of, whatever day the week begins with', () => {
		const weekly = [span(1, 8, 12.5), span(1, 13, 17), span(6, 0, 24), span(7, 9, 10)];
		for (const weekStart of [1, 6, 7]) {
			const form = formOfWeekly(weekly, weekStart);
			expect(weeklyForm.safeParse(form).success).toBe(true);
			expect(weeklyOf(form)).toEqual(weekly);
		}
	});

	it('shows the days from the first of the week on', () => {
		const form = formOfWeekly([span(1, 8, 9), span(7, 8, 9)], 7);
		expect(form.weekday).toEqual(['7', '1']);
	});

	it('leaves out rows without anything, and takes 00:00 as midnight at the end', () => {
		const form = week(['1', '', ''], ['1', '20:00', '00:00']);
		expect(weeklyForm.safeParse(form).success).toBe(true);
		expect(weeklyOf(form)).toEqual([span(1, 20, 24)]);
	});

	it('says what is wrong beside the row that it is wrong in', () => {
		expect(wrong([['1', '9', '12:00']])).toEqual(['opens.0: Type a time like 09:00.']);
		expect(
			wrong([
				['1', '09:00', '12:00'],
				['2', '09:00', '']
			])
		).toEqual(['closes.1: Type a time like 17:00.']);
		expect(wrong([['1', '12:00', '09:00']])).toEqual([
			'closes.0: This is not after it begins. For midnight, type 00:00.'
		]);
		expect(
			wrong([
				['3', '11:00', '14:00'],
				['3', '09:00', '12:00'],
				['4', '09:00', '12:00']
			])
		).toEqual(['opens.0: This overlaps the other hours of the day.']);
	});

	it('takes hours that touch', () => {
		expect(
			wrong([
				['3', '09:00', '12:00'],
				['3', '12:00', '14:00']
			])
		).toEqual([]);
	});

	it('takes rows that are one list shorter than the others for incomplete', () => {
		const form = { ...week(['1', '09:00', '12:00']), closes: [] };
		expect(weeklyForm.safeParse(form).success).toBe(false);
	});

	it('has the rows of a page without JavaScript among the others, where anything is in them', () => {
		const posted = new FormData();
		const row = (prefix: string, values: [string, string, string]) =>
			['eekday', 'pens', 'loses'].forEach((rest, index) => {
				const first = 'woc'[index]!;
				const name = prefix ? `${prefix}${first.toUpperCase()}${rest}` : `${first}${rest}`;
				posted.append(name, values[index]!);
			});
		row('', ['1', '08:00', '12:00']);
		row('more', ['1', '13:00', '17:00']);
		row('more', ['1', '', '']);
		row('', ['2', '09:00', '10:00']);
		row('more', ['7', '10:00', '']);
		const joined = withMoreRows(posted, 1);
		expect(joined.getAll('weekday')).toEqual(['1', '1', '2', '7']);
		expect(joined.getAll('opens')).toEqual(['08:00', '13:00', '09:00', '10:00']);
		expect(joined.getAll('closes')).toEqual(['12:00', '17:00', '10:00', '']);
	});
});

describe('the form of days that are different', () => {
	const typed = (fields: object) => ({ ...emptyException(), ...fields });
	const problems = (fields: object) =>
		exceptionForm.safeParse(typed(fields)).error?.issues.map(({ path }) => path.join('.')) ?? [];

	it('makes an exception of each day from the first to the last', () => {
		const form = typed({ fromDate: '2027-02-27', untilDate: '2027-03-01', note: 'Away' });
		expect(exceptionForm.safeParse(form).success).toBe(true);
		expect(exceptionsOf(form).map(({ date, spans }) => [date, spans.length])).toEqual([
			['2027-02-27', 0],
			['2027-02-28', 0],
			['2027-03-01', 0]
		]);
	});

	it('with other hours needs some', () => {
		const day = { fromDate: '2027-02-27', kind: 'hours' };
		expect(problems(day)).toEqual(['opens.0']);
		expect(problems({ ...day, opens: ['10:00', ''], closes: ['12:00', ''] })).toEqual([]);
		expect(problems({ ...day, opens: ['10:00', '11:00'], closes: ['12:00', '13:00'] })).toEqual([
			'opens.1'
		]);
	});

	it('needs a day, in order and not for ever', () => {
		expect(problems({})).toContain('fromDate');
		expect(problems({ fromDate: '2027-02-30' })).toContain('fromDate');
		expect(problems({ fromDate: '2027-02-27', untilDate: '2027-02-26' })).toEqual(['untilDate']);
		expect(problems({ fromDate: '2027-02-27', untilDate: '2029-02-26' })).toEqual(['untilDate']);
	});

	it('is shown as one where days in a row are the same', () => {
		const closed = (date: string, note = '') => ({ date, spans: [], note });
		const days = [closed('2027-02-28'), closed('2027-03-01'), closed('2027-03-02', 'Fair')];
		expect(stretchesOf([...days, closed('2027-03-04', 'Fair')])).toMatchObject([
			{ from: '2027-02-28', until: '2027-03-01' },
			{ from: '2027-03-02', until: '2027-03-02', note: 'Fair' },
			{ from: '2027-03-04', until: '2027-03-04' }
		]);
	});
});
