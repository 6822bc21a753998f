import { describe, expect, test } from 'vitest';
import { securityHeaders } from '../../src/lib/server/http/headers.ts';
import { mayWrite } from '../../src/lib/server/http/origin.ts';
import { loggedPath, nextPage } from '../../src/lib/server/http/paths.ts';

const SITE = 'https://book.example.com';
const LOCAL = 'http://localhost:3000';

const post = (headers: Record<string, string>, configured = SITE) =>
	mayWrite('POST', new Headers(headers), configured);

describe('a request that changes something', () => {
	test('is let through when the browser says that it comes from this site', () => {
		expect(post({ 'sec-fetch-site': 'same-origin' })).toBe(true);
	});

	test('is refused from another site, whatever its origin header claims', () => {
		expect(post({ 'sec-fetch-site': 'cross-site', origin: SITE })).toBe(false);
		expect(post({ 'sec-fetch-site': 'same-site', origin: SITE })).toBe(false);
	});

	test('is judged by its origin where the browser sends nothing else', () => {
		expect(post({ origin: SITE })).toBe(true);
		expect(post({ origin: 'https://book.example.com.evil.test' })).toBe(false);
		expect(post({ origin: 'http://book.example.com' })).toBe(false);
		expect(post({ origin: 'null' })).toBe(false);
	});

	test('is refused with neither header, for every method that is no read', () => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
			expect(mayWrite(method, new Headers(), SITE)).toBe(false);
		}
	});

	test('reads need no origin', () => {
		for (const method of ['GET', 'HEAD', 'OPTIONS']) {
			expect(mayWrite(method, new Headers({ 'sec-fetch-site': 'cross-site' }), SITE)).toBe(true);
		}
	});

	test('works under every loopback name while no origin is configured', () => {
		for (const host of ['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', 'localhost:3102']) {
			expect(post({ origin: `http://${host}`, host }, LOCAL)).toBe(true);
		}
	});

	test('is refused under a loopback name that it was not sent to', () => {
		expect(post({ origin: 'http://localhost:4000', host: 'localhost:3000' }, LOCAL)).toBe(false);
	});

	test('is refused under a foreign name that resolves to this machine', () => {
		const host = 'rebound.evil.test:3000';
		expect(post({ origin: `http://${host}`, host }, LOCAL)).toBe(false);
	});

	test('does not take loopback names for the site once it has an address', () => {
		expect(post({ origin: LOCAL, host: 'localhost:3000' }, SITE)).toBe(false);
	});
});

describe('after signing in', () => {
	test('one lands on the page of the back office that was asked for', () => {
		expect(nextPage('/admin/bookings?status=cancelled&page=2')).toBe(
			'/admin/bookings?status=cancelled&page=2'
		);
	});

	test.each([
		null,
		'',
		'https://evil.test/admin',
		'//evil.test/admin',
		'/\\evil.test/admin',
		'\\\\evil.test/admin',
		'/admin/../book',
		'/administrator',
		'javascript:alert(1)',
		'/\t/evil.test/admin',
		'http://here.invalid:81/admin',
		'/login'
	])('never anywhere else: %j', (next) => {
		expect(nextPage(next)).toBe('/admin');
	});
});

describe('the request log', () => {
	const secret = 'u1mQ3rZ0yXw9s8A7b6C5d4E3f2G1h0I9j8K7l6M5n4o';

	test('holds no manage link', () => {
		expect(loggedPath(`/b/${secret}/reschedule`)).toBe('/b/…/reschedule');
		expect(loggedPath('/b/short')).toBe('/b/…');
		expect(loggedPath(`/%62/${secret}`)).not.toContain(secret);
	});

	test('holds no secret that a mail program has written as codes', () => {
		const coded = [...secret].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
		for (const place of ['/b/', '/join/', '/reset/', '/portal/sign-in/', '//b/', '/%62%2f']) {
			for (const written of [secret, coded, secret.replaceAll('0', '%2D'), 'abc%']) {
				const path = loggedPath(`${place}${written}/more`);
				expect(path, path).toMatch(/^\/(b|join|reset|portal\/sign-in)\/…\/more$/);
			}
		}
	});

	test('holds other paths as they are', () => {
		expect(loggedPath('/admin/settings/customer-portal/flags-and-permissions')).toBe(
			'/admin/settings/customer-portal/flags-and-permissions'
		);
	});
});

describe('security headers', () => {
	test('promise https only where there is https', () => {
		expect(securityHeaders(SITE)).toHaveProperty('strict-transport-security');
		expect(securityHeaders(LOCAL)).not.toHaveProperty('strict-transport-security');
	});

	test('let addresses reach no other site, and let our own forms say where they come from', () => {
		expect(securityHeaders(SITE)['referrer-policy']).toBe('same-origin');
	});
});
