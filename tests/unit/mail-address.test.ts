import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailbox, oneLine, splitSender } from '../../src/lib/server/mail/address.ts';

const nasty = fc.string({
	unit: fc.oneof(
		fc.constantFrom('\r', '\n', '"', '\\', '<', '>', ',', ';', ':', '@', '(', ')', '\0', '\t', ' '),
		fc.constantFrom(
			'\u2028',
			'\u2029',
			'\u0085',
			'\u202e',
			'\u2066',
			'\u200f',
			'\ud800',
			'🎉',
			'é'
		),
		fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' })
	),
	maxLength: 60
});

/** The addresses of a header as a strict reader finds them: quoted names first, then commas. */
function addressesOf(header: string): string[] {
	const unquoted = header.replace(/"(?:[^"\\]|\\.)*"/g, '');
	return unquoted.split(',').map((part) => /<([^<>]*)>/.exec(part)?.[1] ?? part.trim());
}

test('one line never has a break, a control character or a lone surrogate', () => {
	fc.assert(
		fc.property(nasty, (text) => {
			const line = oneLine(text);
			expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
			expect(line.isWellFormed()).toBe(true);
			expect(line.length).toBeLessThanOrEqual(300);
		})
	);
});

test('whatever the name, a mailbox has exactly the one address', () => {
	fc.assert(
		fc.property(nasty, (name) => {
			const box = mailbox(name, 'mia@example.com');
			expect(box).not.toMatch(/[\r\n]/);
			expect(addressesOf(box ?? '')).toEqual(['mia@example.com']);
		})
	);
});

test('whatever the address, a mailbox has one address or there is none', () => {
	fc.assert(
		fc.property(nasty, nasty, (local, domain) => {
			const box = mailbox('Mia', `${local}@${domain}`);
			if (box) expect(addressesOf(box)).toHaveLength(1);
			if (box) expect(box).not.toMatch(/[\r\n]/);
		})
	);
	expect(mailbox('Mia', 'mia@example.com, eve@example.com')).toBeNull();
	expect(mailbox('Mia', 'mia@example.com\r\nBcc: eve@example.com')).toBeNull();
	expect(mailbox('Mia', 'mia@example.com <eve@example.com>')).toBeNull();
	expect(mailbox('Mia', 'mia')).toBeNull();
});

test('names that people have are kept as they are', () => {
	expect(mailbox('Zoë O’Brien, Jr. 🎉', 'z@example.com')).toBe(
		'"Zoë O’Brien, Jr. 🎉" <z@example.com>'
	);
	expect(mailbox('מיה \u200f', 'm@example.com')).toBe('"מיה \u200f" <m@example.com>');
	expect(mailbox('  ', 'm@example.com')).toBe('m@example.com');
});

test('a sender is split into its name and its address', () => {
	expect(splitSender('bookings@mg.test')).toEqual({ name: '', email: 'bookings@mg.test' });
	expect(splitSender('Ada Cleaning <a@b.test>')).toEqual({
		name: 'Ada Cleaning',
		email: 'a@b.test'
	});
	expect(splitSender('"Ada, Inc." <a@b.test>')).toEqual({ name: 'Ada, Inc.', email: 'a@b.test' });
});
