import { describe, expect, test } from 'vitest';
import { readFilter } from '../../src/routes/admin/bookings/filter.ts';
import {
	flagsForm,
	formOf,
	policyOf
} from '../../src/routes/admin/settings/customer-portal/flags-and-permissions/schema.ts';

const HOUR = 3_600_000;
const SYDNEY = 'Australia/Sydney';
/** 09:00 on Sunday 22 November 2026 in Sydney. */
const NOW = Date.parse('2026-11-21T22:00:00Z');

const read = (address: string) => readFilter(new URLSearchParams(address), SYDNEY, NOW);

describe("the address of the bookings' list", () => {
	test('shows what is still to come when it says nothing', () => {
		const { filter, shown, typed } = read('');
		expect(typed.from).toBe('2026-11-22');
		expect(filter.from).toBe(Date.parse('2026-11-21T13:00:00Z'));
		expect(shown.page).toBe(1);
		expect(filter.until).toBeUndefined();
	});

	test('shows everything when its first day is left empty', () => {
		expect(read('from=').filter.from).toBeUndefined();
		expect(read('search=ada').filter.from).toBeUndefined();
	});

	test('includes both days whole, also those on which the clocks change', () => {
		const spring = read('from=2026-10-04&until=2026-10-04').filter;
		expect((spring.until! - spring.from!) / HOUR).toBe(23);
		const autumn = read('from=2026-04-05&until=2026-04-05').filter;
		expect((autumn.until! - autumn.from!) / HOUR).toBe(25);
	});

	test.each([
		['from=2026-02-30', 'from'],
		['from=1899-01-01', 'from'],
		['until=9999-12-31', 'until'],
		['status=lost', 'status'],
		['fieldworker=1%20or%201', 'fieldworker'],
		['search=%00', 'search'],
		[`search=${'x'.repeat(201)}`, 'search'],
		['page=-1', 'page']
	])('%s is told beside its field and leaves the rest be', (address, field) => {
		const { filter, shown, problems } = read(
			`${address}&${field === 'search' ? 'status=completed' : 'search=ada'}`
		);
		expect(Object.keys(problems)).toEqual([field]);
		expect(filter).toMatchObject(field === 'search' ? { status: 'completed' } : { search: 'ada' });
		expect(shown.page).toBe(1);
	});

	test('says when the last day is before the first', () => {
		expect(read('from=2026-11-22&until=2026-11-21').problems).toHaveProperty('until');
	});
});

describe('the form of the booking flags', () => {
	const policy = {
		allowReschedule: true,
		allowCancel: false,
		realTimeAvailability: true,
		rescheduleNoticeHours: 24,
		cancelNoticeHours: 0,
		tooLateWords: 'Please call us.',
		leadTimeMinutes: 120,
		slotIntervalMinutes: 15,
		furthestDays: 60,
		maxMoves: null,
		holdMinutes: 5,
		allowEditDetails: true,
		requireCancelComment: false,
		rescheduleFieldworker: 'any' as const,
		freezeTerms: true,
		requireEmailProof: true
	};

	test('gives back the flags that it was filled with', () => {
		expect(policyOf(flagsForm.parse(formOf(policy)))).toEqual(policy);
		expect(policyOf(flagsForm.parse(formOf({ ...policy, maxMoves: 0 }))).maxMoves).toBe(0);
	});

	test.each([
		['rescheduleNoticeHours', ''],
		['rescheduleNoticeHours', 'ten'],
		['rescheduleNoticeHours', '1.5'],
		['rescheduleNoticeHours', '-1'],
		['cancelNoticeHours', '8761'],
		['leadTimeMinutes', '1e3'],
		['slotIntervalMinutes', '4'],
		['furthestDays', '0'],
		['maxMoves', 'none'],
		['tooLateWords', 'x'.repeat(501)],
		['tooLateWords', 'a\0b']
	])(
		'refuses %s = %j in words, and takes a blank for nothing but the limit of moves',
		(name, value) => {
			const { error } = flagsForm.safeParse({ ...formOf(policy), [name]: value });
			expect(error?.issues.map((issue) => issue.path[0])).toEqual([name]);
			expect(error?.issues[0]?.message).toMatch(/^(Type|Keep|There)/);
		}
	);
});
