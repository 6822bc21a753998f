import { describe, expect, it } from 'vitest';
import { properZone, ZONES } from '../../src/lib/time-zones.ts';

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
