import { randomUUID } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { bookWithinLimits, waitToBook } from '../../src/lib/server/bookings/attempts.ts';
import { countAsk } from '../../src/lib/server/portal/attempts.ts';

afterEach(() => void vi.useRealTimers());

const LOCAL = '127.0.0.1';
const STRANGER = '203.0.113.7';
const booked = async () => ({ result: 'booked' as const });
const taken = async () => ({ result: 'taken' as const });

const tryBooking = (
	address: string,
	email: string,
	book: () => Promise<{ result: string }> = booked,
	requestId = randomUUID()
) => bookWithinLimits({ address, email, requestId }, book);

it('lets five bookings an hour be mailed to one inbox, however it is spelt', async () => {
	for (const email of ['ada@x.io', 'Ada@X.io', 'ada+1@x.io', 'ada+2@x.io', 'ada@x.io']) {
		expect(await tryBooking(LOCAL, email)).toEqual({ result: 'booked' });
	}
	const refused = await tryBooking(LOCAL, 'ada@x.io', () => {
		throw new Error('nothing is booked any more');
	});
	expect(refused).toEqual({ result: 'too_many', tryAgainIn: expect.any(Number) });
	expect('tryAgainIn' in refused && refused.tryAgainIn).toBeGreaterThan(3_500_000);
	expect(await tryBooking(LOCAL, 'bob@x.io')).toEqual({ result: 'booked' });
});

it('lets a visitor make twenty an hour, except where everybody has the same address', async () => {
	const nth = (address: string, n: number) => tryBooking(address, `${address}${n}@y.io`);
	for (let n = 1; n <= 20; n++) expect(await nth(STRANGER, n)).toEqual({ result: 'booked' });
	expect(await nth(STRANGER, 21)).toMatchObject({ result: 'too_many' });
	expect(await nth('203.0.113.8', 1)).toEqual({ result: 'booked' });
	for (const address of [LOCAL, '::1', '::ffff:127.0.0.1']) {
		for (let n = 1; n <= 25; n++) expect(await nth(address, n)).toEqual({ result: 'booked' });
	}
});

it('counts bookings that were made, not tries that were refused or failed', async () => {
	const fail = async () => Promise.reject(new Error('no database'));
	for (let n = 1; n <= 25; n++) {
		expect(await tryBooking('203.0.113.9', 'cem@z.io', taken)).toEqual({ result: 'taken' });
		await expect(tryBooking('203.0.113.9', 'cem@z.io', fail)).rejects.toThrow('no database');
	}
	expect(await tryBooking('203.0.113.9', 'cem@z.io')).toEqual({ result: 'booked' });
});

it('does not count a form again that has made its booking, nor refuse it', async () => {
	const form = randomUUID();
	for (let n = 1; n <= 10; n++) {
		expect(await tryBooking(LOCAL, 'dee@z.io', booked, form)).toEqual({ result: 'booked' });
	}
	for (let n = 1; n <= 4; n++) await tryBooking(LOCAL, 'dee@z.io');
	expect(await tryBooking(LOCAL, 'dee@z.io')).toMatchObject({ result: 'too_many' });
	expect(await tryBooking(LOCAL, 'dee@z.io', booked, form)).toEqual({ result: 'booked' });
});

it('says beforehand how long a visitor has to wait, and counts nothing for it', async () => {
	const visit = { address: '203.0.113.11', email: 'eve@z.io', requestId: randomUUID() };
	for (let n = 1; n <= 9; n++) expect(await waitToBook(visit)).toBe(0);
	for (let n = 1; n <= 5; n++) await tryBooking(visit.address, visit.email);
	expect(await waitToBook(visit)).toBeGreaterThan(3_500_000);
	expect(await waitToBook({ ...visit, email: 'fay@z.io' })).toBe(0);
});

it('counts nothing more of asks that come too often from one network address', async () => {
	vi.useFakeTimers();
	for (let n = 1; n <= 20; n++) expect(await countAsk('203.0.113.12', `${n}@z.io`)).toBe(0);
	for (let n = 1; n <= 10; n++) {
		expect(await countAsk('203.0.113.12', 'gus@z.io')).toBeGreaterThan(0);
	}
	vi.advanceTimersByTime(16 * 60_000);
	expect(await countAsk('203.0.113.12', 'gus@z.io')).toBe(0);
});

it('lets one address ask six times an hour for one inbox, and for others all the same', async () => {
	const ask = (email: string) => countAsk('203.0.113.13', email);
	for (let n = 1; n <= 6; n++) expect(await ask('hal@z.io')).toBe(0);
	for (let n = 1; n <= 30; n++) expect(await ask('Hal+1@z.io')).toBeGreaterThan(3_500_000);
	expect(await ask('ida@z.io')).toBe(0);
});
