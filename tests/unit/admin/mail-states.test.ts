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
		const problem = null;
		expect(outcomeOf({ state: 'queued', delivery: null, problem })).toBe('queued');
		expect(outcomeOf({ state: 'sent', delivery: null, problem })).toBe('sent');
		expect(outcomeOf({ state: 'sent', delivery: 'accepted', problem })).toBe('sent');
		expect(outcomeOf({ state: 'sent', delivery: 'opened', problem })).toBe('opened');
		expect(outcomeOf({ state: 'sent', delivery: 'failed', problem })).toBe('bounced');
		expect(outcomeOf({ state: 'failed', delivery: null, problem })).toBe('failed');
	});

	test('is that it is tried again once something went wrong, until it is at its end', () => {
		const problem = 'Mailgun answered 500';
		expect(outcomeOf({ state: 'queued', delivery: null, problem })).toBe('retrying');
		expect(outcomeOf({ state: 'sending', delivery: null, problem })).toBe('retrying');
		expect(outcomeOf({ state: 'paused', delivery: null, problem })).toBe('paused');
		expect(outcomeOf({ state: 'failed', delivery: null, problem })).toBe('failed');
	});

	test('finds the mails of which it is said', () => {
		for (const outcome of Object.keys(outcomes) as (keyof typeof outcomes)[]) {
			const { retrying, state = retrying ? 'queued' : 'sent', delivery = null } = soughtBy(outcome);
			const problem = retrying ? 'Mailgun answered 500' : null;
			expect(outcomeOf({ state, delivery, problem })).toBe(outcome);
		}
	});
});

describe('the list’s address', () => {
	const ZONE = 'Australia/Sydney';
	const read = (address: string) => readFilter(new URLSearchParams(address.split('?')[1]), ZONE);

	test('says what is looked for, in days of the business', () => {
		const { typed, filter } = read(
			'?search=ada&state=bounced&kind=reminder&to=staff&from=2026-06-01&until=2026-06-02&page=3'
		);
		expect(filter).toEqual({
			search: 'ada',
			delivery: 'failed',
			kind: 'reminder',
			to: 'staff',
			from: Date.UTC(2026, 4, 31, 14),
			until: Date.UTC(2026, 5, 2, 14),
			page: 3
		});
		expect(read(listAddress(typed, 3))).toEqual({ typed, filter });
	});

	test('takes dates the wrong way round, and as much of a long search as is of use', () => {
		const turned = read(`?from=2026-06-02&until=2026-06-01&search=${'x'.repeat(300)}`);
		expect(turned.typed).toMatchObject({ from: '2026-06-01', until: '2026-06-02' });
		expect(turned.filter).toMatchObject({
			from: Date.UTC(2026, 4, 31, 14),
			until: Date.UTC(2026, 5, 2, 14),
			search: 'x'.repeat(200)
		});
	});

	test('leaves out what makes no sense', () => {
		const { typed, filter } = read(
			'?state=lost&kind=spam&to=all&from=tomorrow&until=2026-02-30&page=-1'
		);
		expect(Object.values(typed).join('')).toBe('');
		expect(Object.values(filter).filter((value) => value !== undefined)).toEqual([1]);
	});
});
