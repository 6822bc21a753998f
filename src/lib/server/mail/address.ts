/** No line breaks, no other control characters, no separators that some mailers read as a break. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Overrides and isolates that could turn around what follows; plain RTL and LTR marks stay. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_LINE = 300;
/** An address that cannot become two addresses, a header or a comment, wherever it is put. */
const ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]{1,64}@[^\s\p{C}<>()[\]\\,;:"@]{1,253}$/u;

/**
 * One line of text for a subject, a header or the middle of a sentence. Everything that people
 * typed goes through here on its way into a mail: what mailgun.js is given it passes on, line
 * breaks and all.
 */
export function oneLine(text: string): string {
	const line = text
		.replace(DIRECTION_OVERRIDES, '')
		.replace(BREAKS, ' ')
		.replace(/ {2,}/g, ' ')
		.trim()
		.toWellFormed();
	return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1)}…`.toWellFormed();
}

/**
 * A name and an address as one mailbox, `"Ada Byron" <ada@example.com>`, in which the name cannot
 * add another. Null for what is not one plain address: nothing can be sent to it.
 */
export function mailbox(name: string, email: string): string | null {
	const address = email.trim();
	if (!ADDRESS.test(address)) return null;
	const shown = oneLine(name)
		.replace(/"/g, "'")
		.replace(/[\\<>]/g, '')
		.trim();
	return shown ? `"${shown}" <${address}>` : address;
}

/** The bare address of a sender such as `Ada Cleaning <bookings@example.com>`, and its name. */
export function splitSender(sender: string): { name: string; email: string } {
	const [, name = '', email = sender] = /^([^<]*)<([^<>]+)>$/.exec(sender) ?? [];
	return { name: name.replace(/^\s*"|"\s*$/g, '').trim(), email: email.trim() };
}
