import { z } from 'zod';

/** One line as somebody typed it, without what a database cannot keep (R13). */
const line = (most: number) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').toWellFormed())
		.trim()
		.max(most, `Keep this to ${most} characters at most.`);

/** The name of somebody of the staff. */
export const personName = line(120).refine((name) => name !== '', 'Type a name.');

export const email = z.email('Type the whole email address, like name@example.com.').max(254);

/** A password that is there already, or will be: what it must be like is judged where it is kept. */
export const password = z
	.string()
	.min(1, 'Type your password.')
	.max(1000, 'That is too long for a password.');

export const newPassword = z
	.string()
	.min(8, 'Use a password of at least 8 characters.')
	.max(1000, 'That is too long for a password.');

export const choosePassword = z.object({ password: newPassword });
export const askForPassword = z.object({ email });
