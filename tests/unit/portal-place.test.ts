import { describe, expect, test } from 'vitest';
import { findPlace } from '../../src/routes/(portal)/place';

const SYDNEY = { timeZone: 'Australia/Sydney', locale: 'en-AU' };

type Reader = {
	cookies?: Record<string, string>;
	languages?: string;
	wishes?: { timeZone: string | null; locale: string | null };
	bookedIn?: string | null;
};

function placeOf({ cookies = {}, languages, wishes, bookedIn }: Reader, business = SYDNEY) {
	const headers = new Headers(languages ? { 'accept-language': languages } : {});
	const event = {
		cookies: { get: (name: string) => cookies[name] },
		request: { headers },
		locals: { customer: null }
	} as unknown as Parameters<typeof findPlace>[0];
	return findPlace(event, business, wishes ?? null, bookedIn);
}

const zone = (name: string) => ({ 'reslot-zone': name });

describe('whose clocks a customer reads', () => {
	test('are the business’s where nothing is known of them', () => {
		expect(placeOf({})).toEqual({ place: SYDNEY, zones: { own: null, shown: 'business' } });
	});

	test('are their browser’s, until they switch to the business’s', () => {
		const cookies = zone('Europe/London');
		expect(placeOf({ cookies })).toMatchObject({
			place: { timeZone: 'Europe/London' },
			zones: { own: 'Europe/London', shown: 'own' }
		});
		expect(placeOf({ cookies: { ...cookies, 'reslot-shown': 'business' } })).toMatchObject({
			place: { timeZone: 'Australia/Sydney' },
			zones: { own: 'Europe/London', shown: 'business' }
		});
	});

	test('are those of their profile before the browser’s', () => {
		const wishes = { timeZone: 'Asia/Kolkata', locale: null };
		const { place } = placeOf({ cookies: zone('Europe/London'), wishes });
		expect(place.timeZone).toBe('Asia/Kolkata');
	});

	test('are those they chose by name before all others, and stay so as they switch', () => {
		const wishes = { timeZone: 'Asia/Kolkata', locale: null };
		const cookies = { ...zone('Europe/London'), 'reslot-chosen': 'Europe/Berlin' };
		const own = 'Europe/Berlin';
		expect(placeOf({ cookies, wishes })).toMatchObject({
			place: { timeZone: own },
			zones: { own, shown: 'own' }
		});
		for (const shown of ['business', 'own']) {
			const switched = { ...cookies, 'reslot-shown': shown };
			expect(placeOf({ cookies: switched, wishes }).zones).toEqual({ own, shown });
		}
	});

	test('are those in which a booking was made, as long as no others are known', () => {
		const bookedIn = 'Europe/London';
		const zones = { own: bookedIn, shown: 'own' };
		expect(placeOf({ bookedIn })).toMatchObject({ place: { timeZone: bookedIn }, zones });
		const switched = placeOf({ bookedIn, cookies: { 'reslot-shown': 'business' } });
		expect(switched).toEqual({ place: SYDNEY, zones: { own: bookedIn, shown: 'business' } });
		for (const known of [
			{ cookies: zone('Asia/Kolkata') },
			{ cookies: { 'reslot-chosen': 'Asia/Kolkata' } },
			{ wishes: { timeZone: 'Asia/Kolkata', locale: null } }
		]) {
			expect(placeOf({ ...known, bookedIn }).zones.own).toBe('Asia/Kolkata');
		}
		// Whoever looks at it from where the business is reads one clock.
		expect(placeOf({ bookedIn, cookies: zone(SYDNEY.timeZone) }).zones.own).toBeNull();
		for (const none of [null, 'Mars/Base'])
			expect(placeOf({ bookedIn: none }).place).toEqual(SYDNEY);
	});

	test('have one name, whatever capitals and older name a browser gives them', () => {
		for (const name of ['asia/KOLKATA', 'Asia/Calcutta', 'Asia/Kolkata']) {
			const { place, zones } = placeOf({ cookies: zone(name) });
			expect(place.timeZone).toBe('Asia/Kolkata');
			expect(zones.own).toBe('Asia/Kolkata');
		}
	});

	test('are no other clocks where both show the same all year', () => {
		expect(placeOf({ cookies: zone('Australia/Melbourne') }).zones.own).toBeNull();
		// Lord Howe's summer is Sydney's; its winter is half an hour off.
		expect(placeOf({ cookies: zone('Australia/Lord_Howe') }).zones.own).not.toBeNull();
	});

	test.each(['Nowhere/Land', '', '../../etc', 'x'.repeat(5_000)])(
		'are not of a zone that there is not: %.20s',
		(name) => {
			expect(placeOf({ cookies: zone(name) }).place).toEqual(SYDNEY);
		}
	);
});

describe('the language of a customer’s dates', () => {
	test('is the browser’s where our words are in it, too', () => {
		expect(placeOf({ languages: 'en-US,en;q=0.9' }).place.locale).toBe('en-US');
		expect(placeOf({ languages: 'de-DE,en;q=0.9' }).place.locale).toBe('en-AU');
		expect(placeOf({ languages: 'en' }).place.locale).toBe('en-AU');
		for (const odd of ['*', ';;;', 'en-', 'en-US-', 'xx-YY', ',']) {
			expect(placeOf({ languages: odd }).place.locale).toBe('en-AU');
		}
	});

	test('has the clock that the business has chosen for everybody, if it has', () => {
		const twentyFour = { ...SYDNEY, locale: 'en-AU-u-hc-h23' };
		expect(placeOf({ languages: 'en-US' }, twentyFour).place.locale).toBe('en-US-u-hc-h23');
		expect(placeOf({ languages: 'de-DE' }, twentyFour).place.locale).toBe('en-AU-u-hc-h23');
	});

	test('is its language and country alone, whatever else a browser says', () => {
		for (const odd of ['en-us', 'en-Latn-US', 'EN-US-u-hc-h23-nu-thai', 'en-US-x-one-more']) {
			expect(placeOf({ languages: odd }).place.locale).toBe('en-US');
		}
		for (const none of ['en-Latn', 'en-x-us', 'constructor', 'constructor-US', '__proto__']) {
			expect(placeOf({ languages: none }).place.locale).toBe('en-AU');
		}
	});

	test('is the one of their profile before any other', () => {
		const wishes = { timeZone: null, locale: 'de-DE' };
		expect(placeOf({ languages: 'en-US', wishes }).place.locale).toBe('de-DE');
		const broken = { timeZone: 'x', locale: 'not a locale' };
		expect(placeOf({ wishes: broken }).place).toEqual(SYDNEY);
	});
});
