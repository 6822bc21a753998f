import { expect, test } from 'vitest';
import { offeredWith } from '../../src/routes/(portal)/book/services.ts';

const service = (id: number, ...fieldworkers: number[]) => ({
	id,
	name: `Service ${id}`,
	description: '',
	durationMinutes: 60,
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	priceText: '',
	color: '#000000',
	fieldworkers: fieldworkers.map((worker) => ({ id: worker, name: `Worker ${worker}` }))
});
const services = [service(1, 1, 2), service(2, 2), service(3, 1)];
const idsOf = (asked: string) => offeredWith(services, asked).services.map(({ id }) => id);

test('a link to a fieldworker offers what they do', () => {
	expect(offeredWith(services, '2').person).toEqual({ id: 2, name: 'Worker 2' });
	expect(idsOf('2')).toEqual([1, 2]);
	expect(idsOf('any')).toEqual([1, 2, 3]);
});

test('a link to somebody who can not be booked offers everything, and says so', () => {
	expect(offeredWith(services, '9')).toEqual({ services, person: null, gone: true });
	expect(offeredWith([], '9').gone).toBe(true);
	expect(offeredWith(services, 'any').gone).toBe(false);
});
