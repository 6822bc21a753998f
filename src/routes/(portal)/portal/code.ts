/** A digit of whatever script: each script's ten stand in a row, from its nought on. */
function digitOf(written: string): string {
	let place = written.codePointAt(0) ?? 0;
	let value = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(--place))) value += 1;
	return String(value % 10);
}

/** The digits of a code, however it was typed: with spaces, a dash, or in another script. */
export const digitsOf = (typed: string): string =>
	typed
		.normalize('NFKC')
		.replace(/\P{Nd}/gu, '')
		.replace(/\p{Nd}/gu, digitOf);

/** A code as the mail shows it: "1234 5678". */
export const sayCode = (code: string): string => code.replace(/^(\p{Nd}{4})(?=\p{Nd})/u, '$1 ');
