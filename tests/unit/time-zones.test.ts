import { describe, expect, it } from 'vitest';
import { zoneName, zonePlace } from '../../src/lib/dates.ts';
import { properZone, ZONES } from '../../src/lib/time-zones.ts';
import { presentName } from '../../src/lib/zone-names.ts';

describe('the name of a zone that came from outside', () => {
	it('is the one that we list, in any capitals and by older names', () => {
		expect(properZone('europe/LONDON')).toBe('Europe/London');
		expect(properZone('US/Pacific')).toBe('America/Los_Angeles');
		expect(properZone('Europe/Kiev')).toBe('Europe/Kyiv');
		expect(ZONES.filter((zone) => properZone(zone) !== zone)).toEqual([]);
	});

	it.each(['', 'Mars/Olympus', '+02:00', '../../etc', '\0', 'constructor'])(
		'is none: %j',
		(name) => {
			expect(properZone(name)).toBeNull();
		}
	);
});

describe('a zone that was named anew', () => {
	it.each([
		['Asia/Calcutta', 'Asia/Kolkata', 'Kolkata'],
		['Europe/Kiev', 'Europe/Kyiv', 'Kyiv'],
		['Asia/Saigon', 'Asia/Ho_Chi_Minh', 'Ho Chi Minh'],
		['Asia/Katmandu', 'Asia/Kathmandu', 'Kathmandu'],
		['Asia/Rangoon', 'Asia/Yangon', 'Yangon'],
		['America/Godthab', 'America/Nuuk', 'Nuuk']
	])('%s is called what it is called today', (old, present, place) => {
		expect(presentName(old)).toBe(present);
		expect(presentName(present)).toBe(present);
		expect(zonePlace(old)).toBe(place);
		expect(zoneName(old)).toBe(`${place} time`);
		expect(ZONES).toContain(present);
		expect(ZONES).not.toContain(old);
	});

	it('has the same clocks by both names', () => {
		const clocks = (timeZone: string) =>
			new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'full', timeStyle: 'full' }).format(0);
		for (const zone of Intl.supportedValuesOf('timeZone')) {
			expect(clocks(presentName(zone)), zone).toBe(clocks(zone));
		}
	});
});
