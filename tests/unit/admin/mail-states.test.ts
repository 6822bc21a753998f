import { describe, expect, test } from 'vitest';
import { readFilter } from '../../../src/routes/admin/emails/filter';
import {
	listAddress,
	outcomeOf,
	outcomes,
	soughtBy
} from '../../../src/routes/admin/emails/states';

describe('what there is to say of a mail', () => {
	test('is our word until Mailgun says more of it', () => {
		expect(outcomeOf({ state: 'queued', delivery: null })).toBe('queued');
		expect(outcomeOf({ state: 'sent', delivery: null })).toBe('sent');
		expect(outcomeOf({ state: 'sent', delivery: 'accepted' })).toBe('sent');
		expect(outcomeOf({ state: 'sent', delivery: 'opened' })).toBe('opened');
		expect(outcomeOf({ state: 'sent', delivery: 'failed' })).toBe('bounced');
		expect(outcomeOf({ state: 'failed', delivery: null })).toBe('failed');
	});

	test('finds the mails of which it is said', () => {
		for (const outcome of Object.keys(outcomes) as (keyof typeof outcomes)[]) {
			const { state = 'sent', delivery = null } = soughtBy(outcome);
			expect(outcomeOf({ state, delivery })).toBe(outcome);
		}
	});
});

describe('the list’s address', () => {
	const ZONE = 'Australia/Sydney';
	const read = (address: string) => readFilter(new URLSearchParams(address.split('?')[1]), ZONE);

	test('says what is looked for, in days of the business', () => {
		const { typed, filter } = read(
			'?search=ada&state=bounced&kind=reminder&from=2026-06-01&until=2026-06-02&page=3'
		);
		expect(filter).toEqual({
			search: 'ada',
			delivery: 'failed',
			kind: 'reminder',
			from: Date.UTC(2026, 4, 31, 14),
			until: Date.UTC(2026, 5, 2, 14),
			page: 3
		});
		expect(read(listAddress(typed, 3))).toEqual({ typed, filter });
	});

	test('leaves out what makes no sense', () => {
		const { typed, filter } = read('?state=lost&kind=spam&from=tomorrow&until=2026-02-30&page=-1');
		expect(Object.values(typed).join('')).toBe('');
		expect(Object.values(filter).filter((value) => value !== undefined)).toEqual([1]);
	});
});
