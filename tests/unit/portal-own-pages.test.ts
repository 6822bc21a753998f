import { describe, expect, it, test } from 'vitest';
import { digitsOf, sayCode } from '../../src/routes/(portal)/portal/code.ts';
import { lookOf } from '../../src/routes/(portal)/portal/look-of.ts';
import { maskEmail } from '../../src/routes/(portal)/mask.ts';
import { nextOf, onTheWay, pathToKeep } from '../../src/routes/(portal)/portal/next.ts';
import {
	fieldsOf,
	localeOf,
	merge,
	profileOf
} from '../../src/routes/(portal)/portal/profile/parts.ts';

describe('a code', () => {
	test.each([
		...['12345678', '1234 5678', ' 1234-5678 ', '1234\u00a05678', '１２３４５６７８'],
		// Arabic, Persian, Hindi, Bengali, Thai, and two of them.
		...['١٢٣٤ ٥٦٧٨', '۱۲۳۴۵۶۷۸', '१२३४५६७८', '১২৩৪৫৬৭৮', '๑๒๓๔๕๖๗๘', '12٣٤५६78']
	])('may be typed as %j', (typed) => expect(digitsOf(typed)).toBe('12345678'));

	it('may be typed with every digit that there is', () => {
		expect(digitsOf('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
		expect(digitsOf('𝟎𝟏𝟐𝟗 𝟘𝟙 ᪐᪙᪀')).toBe('012901090');
		expect(digitsOf('½ Ⅷ ೱ x')).not.toMatch(/\D/);
	});

	it('is shown as the mail shows it, as far as it is typed', () => {
		expect(sayCode('12345678')).toBe('1234 5678');
		expect(sayCode('12345')).toBe('1234 5');
		expect(sayCode('1234')).toBe('1234');
		expect(sayCode('1234 5678')).toBe('1234 5678');
		expect(sayCode('١٢٣٤٥')).toBe('١٢٣٤ ٥');
	});
});

it('masks an address so that only its owner knows it again', () => {
	expect(maskEmail('anna.byron@example.com')).toBe('a…@example.com');
	expect(maskEmail('a@b.de')).toBe('a…@b.de');
});

describe('after signing in', () => {
	const to = (next: string) =>
		nextOf(new URL(`http://shop.test/portal?next=${encodeURIComponent(next)}`));

	test.each(['/portal/profile', '/portal/bookings/12/details', '/book?service=3', '/b/abc'])(
		'somebody comes to the page they wanted: %s',
		(next) => expect(to(next)).toBe(next)
	);

	test.each([
		'https://evil.test/portal',
		'//evil.test/portal',
		'/\\evil.test/portal',
		'/admin',
		'/portalx',
		'/portal/../admin',
		'javascript:alert(1)',
		''
	])('nobody is led elsewhere: %j', (next) => expect(to(next)).toBe('/portal'));

	const SECRET = 'Secret-_'.padEnd(43, 'x');
	const kept = (next: string) =>
		pathToKeep(new URL(`http://shop.test/portal?next=${encodeURIComponent(next)}`));

	test.each([
		'/portal/profile',
		'/portal/bookings/12',
		'/book',
		'/book?service=3&at=1780000000000'
	])('the mail’s link leads on to %s', (next) => expect(kept(next)).toBe(next));

	it('the mail’s link leads to the page alone, but where something is being booked', () => {
		expect(kept('/portal/bookings/12/reschedule?at=1#x')).toBe('/portal/bookings/12/reschedule');
		expect(kept('/book?service=3#x')).toBe('/book?service=3');
	});

	test.each([
		['the list, where the link leads anyway', '/portal'],
		['the list, however it is written', '/portal/'],
		['no page', '/book/'],
		['a manage link, which is a secret', '/b/abc'],
		['a link to sign in', `/portal/sign-in/${SECRET}`],
		['a secret in what is wanted next', `/portal?next=/b/${SECRET}`],
		['a secret in a query', `/book?next=${encodeURIComponent(`/b/${SECRET}`)}`],
		['another site', 'https://evil.test/portal'],
		['another site, by a path', '//evil.test/portal'],
		['the office', '/portal/../admin'],
		['more than a path', `/book?x=${'x'.repeat(300)}`]
	])('nothing is kept of %s', (_, next) => expect(kept(next)).toBeNull());

	it('the way there remembers what was wanted, and nothing where that is the list itself', () => {
		const wanted = new URL('http://shop.test/portal?next=%2Fportal%2Fprofile');
		expect(onTheWay('/portal/code', wanted)).toBe('/portal/code?next=%2Fportal%2Fprofile');
		expect(onTheWay('/portal/code', new URL('http://shop.test/portal'))).toBe('/portal/code');
	});
});

describe('the state of a booking in the list', () => {
	const booking = { status: 'confirmed', startsAt: 1000, endsAt: 2000 } as const;

	it('is what it is before it begins', () => {
		expect(lookOf(booking, 999).state).toBe('confirmed');
		expect(lookOf({ ...booking, status: 'cancelled' }, 1500).state).toBe('cancelled');
		expect(lookOf({ ...booking, status: 'no_show' }, 2500).state).toBe('no_show');
	});

	it('is under way from its start on, and over from its end on', () => {
		expect(lookOf(booking, 1000).state).toBe('underWay');
		expect(lookOf(booking, 1999).state).toBe('underWay');
		expect(lookOf(booking, 2000)).toEqual({ status: 'completed', state: 'over' });
	});
});

describe('a profile in its form', () => {
	const ada = {
		name: 'Ada',
		phone: '1',
		address: 'Here',
		timeZone: 'Asia/Kolkata',
		locale: 'de-AT-u-hc-h12',
		reminders: false
	};

	it('comes out as it went in', () => {
		const plain = { ...ada, timeZone: null, locale: null, reminders: true };
		for (const profile of [ada, plain, { ...ada, locale: 'fr-CA' }]) {
			expect(profileOf(fieldsOf(profile), 'en-US')).toEqual(profile);
		}
	});

	it('has the language and the clock apart', () => {
		expect(fieldsOf(ada)).toMatchObject({ language: 'de-AT', clock: 'h12' });
		expect(localeOf('de-AT', 'h23')).toBe('de-AT-u-hc-h23');
		expect(localeOf('de-AT', '')).toBe('de-AT');
	});

	it('takes the language of the device along when only a clock is chosen', () => {
		const fields = { ...fieldsOf({ ...ada, locale: null }), clock: 'h23' as const };
		expect(profileOf(fields, 'en-GB-u-hc-h12').locale).toBe('en-GB-u-hc-h23');
	});

	describe('of which something was changed meanwhile', () => {
		const seen = fieldsOf(ada);

		it('keeps what its sender changed, and takes over what others did', () => {
			const now = fieldsOf({ ...ada, timeZone: 'Europe/Paris' });
			const { fields, clash } = merge({ ...seen, phone: '2' }, seen, now);
			expect(clash).toBe(false);
			expect(fields).toEqual({ ...now, phone: '2' });
		});

		it('clashes where both changed the same', () => {
			const now = fieldsOf({ ...ada, phone: '3' });
			expect(merge({ ...seen, phone: '2' }, seen, now)).toEqual({
				fields: { ...now, phone: '2' },
				clash: true
			});
			expect(merge({ ...seen, phone: '3' }, seen, now).clash).toBe(false);
		});
	});
});
