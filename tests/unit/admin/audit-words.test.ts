import { expect, test } from 'vitest';
import { sayAct, sayChanges } from '../../../src/routes/admin/settings/audit-log/words.ts';

const PLACE = { timeZone: 'Australia/Sydney', locale: 'en-AU' };

test('the audit log says the language, the clock and the first day of the week in words', () => {
	const old = { locale: 'en-US-u-hc-h12', weekStart: 7 };
	const fresh = { locale: 'de-DE-u-hc-h23', weekStart: 1 };
	expect(sayChanges({ old, new: fresh }, PLACE)).toEqual([
		{
			name: 'language and clock',
			old: 'English (United States), 12-hour clock',
			new: 'German (Germany), 24-hour clock'
		},
		{ name: 'week starts on', old: 'Sunday', new: 'Monday' }
	]);
	expect(sayChanges({ old: null, new: { locale: 'not a language' } }, PLACE)[0]?.new).toBe(
		'not a language'
	);
});

test('the audit log calls a customer by their number, once', () => {
	expect(`${sayAct('customer.added')} Customer 12`).toBe('added Customer 12');
	expect(`${sayAct('customer.erased')} Customer 12`).toBe('erased Customer 12');
});
