import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress, ownAddress } from '../../src/lib/server/http/client-address.ts';
import { readCookie } from '../../src/lib/server/http/cookies.ts';

const request = (headers: Record<string, string>) =>
	({ headers, socket: { remoteAddress: '192.0.2.1' } }) as unknown as IncomingMessage;

describe('the address that a request came from', () => {
	it('is the connection’s where no proxy is said to be', () => {
		const direct = { addressHeader: null, depth: 1 };
		expect(clientAddress(request({ 'x-forwarded-for': '203.0.113.9' }), direct)).toBe('192.0.2.1');
	});

	it('is the proxy’s word where there is one, counted from the nearest', () => {
		const forged = request({ 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.0.0.2' });
		const from = (depth: number) =>
			clientAddress(forged, { addressHeader: 'x-forwarded-for', depth });
		expect([from(1), from(2)]).toEqual(['10.0.0.2', '203.0.113.9']);
		expect(clientAddress(request({}), { addressHeader: 'x-real-ip', depth: 1 })).toBeUndefined();
	});
});

describe('what of an address says who asks', () => {
	it.each([
		['203.0.113.9', '203.0.113.9'],
		['::ffff:203.0.113.9', '::ffff:203.0.113.9'],
		['127.0.0.1', null],
		['::ffff:127.0.0.1', null],
		['::1', null],
		[undefined, null]
	])('%s: %s', (address, own) => expect(ownAddress(address)).toBe(own));

	it('one subscriber’s many IPv6 addresses are one', () => {
		expect(ownAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
		expect(ownAddress('2001:db8:1:2::9')).toBe('2001:db8:1:2');
		expect(ownAddress('2001:db8::1')).toBe('2001:db8:0:0');
		expect(ownAddress('2001:db8:1:3::9')).not.toBe(ownAddress('2001:db8:1:2::9'));
	});
});

it('a cookie is found among others, decoded, and junk is none', () => {
	expect(readCookie('a=1; visitor=x%3Dy; b=2', 'visitor')).toBe('x=y');
	expect(readCookie('not-visitor=1; visitors=2', 'visitor')).toBeUndefined();
	expect(readCookie('visitor=%E0%A4%A', 'visitor')).toBeUndefined();
	expect(readCookie(undefined, 'visitor')).toBeUndefined();
});
