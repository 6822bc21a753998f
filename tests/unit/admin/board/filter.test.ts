import { describe, expect, it } from 'vitest';
import {
	filterText,
	narrowed,
	NO_FILTER,
	readFilter
} from '../../../../src/routes/admin/_parts/board/filters/address.ts';

const known = {
	fieldworkers: [
		{ id: 1, name: 'Ana', color: '#112233' },
		{ id: 2, name: 'Ben', color: '#112233' }
	],
	services: [{ id: 3, name: 'Lesson', color: '#112233' }]
};

describe('the board’s filter in the address', () => {
	it('is read back as it was written, beside what else the address says', () => {
		const filter = {
			fieldworkerIds: [2, 1],
			serviceIds: [3],
			statuses: ['confirmed' as const, 'no_show' as const],
			search: 'ana & co'
		};
		const url = narrowed('https://shop.example/admin?view=team&booking=1001&search=old', filter);
		expect(url.searchParams.get('view')).toBe('team');
		expect(url.searchParams.get('booking')).toBe('1001');
		expect(readFilter(url.search, known)).toEqual({ filter, ignored: [] });
		expect(narrowed(url.href, NO_FILTER).search).toBe('?view=team&booking=1001');
	});

	it('leaves out what there is not, and says so', () => {
		const { filter, ignored } = readFilter(
			'?fieldworker=2,9,x,2&service=&status=confirmed,paid',
			known
		);
		expect(filter).toEqual({
			fieldworkerIds: [2],
			serviceIds: [],
			statuses: ['confirmed'],
			search: ''
		});
		expect(ignored).toEqual([
			'The address names a fieldworker that is not here: 9, x.',
			'The address names a status that is not here: paid.'
		]);
	});

	it('takes no name that an object has by itself for a status, and no endless search', () => {
		expect(readFilter('?status=constructor', known).filter.statuses).toEqual([]);
		const long = readFilter(`?search=${'x'.repeat(300)}`, known);
		expect(long.filter.search).toBe('');
		expect(long.ignored).toHaveLength(1);
	});

	it('is the same text for the same filter, and none for none', () => {
		expect(filterText(NO_FILTER)).toBe('');
		expect(filterText({ ...NO_FILTER, fieldworkerIds: [1] })).toBe('fieldworker=1');
	});
});
