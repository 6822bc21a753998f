import { z } from 'zod';

/** A whole number as somebody types it. It stays text, so that a wrong one can be shown again. */
export const whole = (what: string, from: number, to: number) =>
	z
		.string()
		.trim()
		.refine(
			(typed) => /^\d+$/.test(typed) && Number(typed) >= from && Number(typed) <= to,
			`Type a whole number of ${what}, from ${from} to ${to}.`
		);

/** One line or more of words, of that many characters at most. */
export const words = (longest: number) =>
	z
		.string()
		.trim()
		.max(longest, `Keep this to ${longest} characters at most.`)
		.refine((typed) => !typed.includes('\0'), 'There is a character in this that cannot be kept.');
