import { z } from 'zod';
import type { Words } from '$lib/words';

/**
 * Free text that somebody typed. What a database cannot keep (NUL, half of a character that was cut
 * in two) is taken out or replaced, so that it never costs the rest of a form (R13). A form's line
 * breaks, which browsers send as two characters, are kept as one.
 * @param words what to say about more than `most` letters
 */
export const typed = (most: number, words: string) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').toWellFormed())
		.trim()
		.max(most, words);

/** A comment on a change of a booking. */
export const reason = ({ errors }: Words) => typed(500, errors.typed.comment);

// Mail programs make links of these. A name is mailed to whoever has the address that was typed,
// in the business's name.
const LINK = /:\/\/|\bwww\.|[\p{L}\p{N}][.。]\p{L}{2,}/iu;
/** Line breaks, and what turns the direction of the text around it. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The name of a person. */
export const personName = ({ errors: { typed: said } }: Words) =>
	typed(120, said.nameTooLong)
		.min(1, said.noName)
		.refine((name) => !CONTROL.test(name), said.nameInOneLine)
		.refine((name) => !LINK.test(name), said.nameNoLink);

/** The phone, address and notes of a booking. */
export const contactDetails = ({ errors: { typed: said } }: Words) => ({
	phone: typed(40, said.phone),
	address: typed(300, said.address),
	notes: typed(2000, said.notes)
});
