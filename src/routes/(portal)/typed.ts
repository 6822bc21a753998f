import { z } from 'zod';

/**
 * Free text that somebody typed. What a database cannot keep (NUL, half of a character that was cut
 * in two) is taken out or replaced, so that it never costs the rest of a form (R13).
 * @param words what to say about more than `most` letters
 */
export const typed = (most: number, words: string) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').toWellFormed())
		.trim()
		.max(most, words);

/** A comment on a change of a booking. */
export const reason = typed(500, 'Please keep this under 500 letters.');

// Mail programs make links of these. A name is mailed to whoever has the address that was typed,
// in the business's name.
const LINK = /:\/\/|\bwww\.|[\p{L}\p{N}][.。]\p{L}{2,}/iu;
/** Line breaks, and what turns the direction of the text around it. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The name of a person. */
export const personName = typed(120, 'That is too long for us.')
	.min(1, 'Please tell us your name.')
	.refine((name) => !CONTROL.test(name), 'Please type your name in one plain line.')
	.refine(
		(name) => !LINK.test(name),
		'This looks like a web address. Please type your name only, with a space after every full stop.'
	);

/** The phone, address and notes of a booking. */
export const contactDetails = {
	phone: typed(40, 'That is too long for a phone number.'),
	address: typed(300, 'Please keep the address under 300 letters.'),
	notes: typed(2000, 'Please keep the notes under 2,000 letters.')
};
