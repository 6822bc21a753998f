import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../src/lib/server/mail/redact.ts';
import { renderStaffMail } from '../../src/lib/server/mail/render-staff.ts';

const SECRET = 'Secret-_'.padEnd(43, 'x');
const about = {
	name: 'Ada <b>Byron</b>',
	isFieldworker: false,
	business: null,
	origin: 'https://book.example.com',
	secret: SECRET
};

describe('a mail to staff', () => {
	test('has the address of its kind, in both forms', () => {
		for (const [kind, path] of [
			['invite', 'join'],
			['password_reset', 'reset']
		] as const) {
			const { html, text } = renderStaffMail({ ...about, kind });
			const link = `https://book.example.com/${path}/${SECRET}`;
			expect(text).toContain(link);
			expect(html).toContain(`href="${link}"`);
		}
	});

	test('comes from Reslot itself until there is a business', () => {
		expect(renderStaffMail({ ...about, kind: 'invite' }).subject).toBe('Your account at Reslot');
	});

	test('escapes what people are called', () => {
		expect(renderStaffMail({ ...about, kind: 'invite' }).html).not.toContain('<b>Byron');
	});

	test('tells fieldworkers what they will see', () => {
		const words = (isFieldworker: boolean) =>
			renderStaffMail({ ...about, isFieldworker, kind: 'invite' }).text;
		expect(words(true)).toContain('your own bookings');
		expect(words(false)).toContain('back office');
	});

	test('is kept in the log without its secret once it was sent', () => {
		const mail = renderStaffMail({ ...about, kind: 'password_reset' });
		expect(
			JSON.stringify(withoutSecrets(mail, [{ text: SECRET, placeholder: '(their private link)' }]))
		).not.toContain(SECRET);
	});
});
