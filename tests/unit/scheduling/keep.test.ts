import { expect, test } from 'vitest';
import { sayTime } from '../../../src/lib/dates.ts';
import { keep } from '../../../src/lib/scheduling/keep.ts';

test('no more is kept than is allowed, and what came first goes first', () => {
	const kept = new Map<string, number>();
	for (let count = 0; count < 10; count++) expect(keep(kept, `key ${count}`, count, 3)).toBe(count);
	expect([...kept.values()]).toEqual([7, 8, 9]);
});

test('formatters of however many languages and zones are made again once they were forgotten', () => {
	const made = Intl.DateTimeFormat;
	let count = 0;
	const say = (locale: string) => sayTime(0, { timeZone: 'UTC', locale });
	try {
		Intl.DateTimeFormat = class extends made {
			constructor(...parts: ConstructorParameters<typeof made>) {
				super(...parts);
				count++;
			}
		} as typeof made;
		say('en-AU');
		say('en-AU');
		expect(count).toBe(1);
		for (let other = 0; other < 300; other++) say(`en-AU-x-n${other}`);
		say('en-AU');
		expect(count).toBe(302);
	} finally {
		Intl.DateTimeFormat = made;
	}
});
