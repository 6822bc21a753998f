import { z } from 'zod';

/** A month as a calendar shows it, and some days around it. */
const LONGEST = 62 * 86_400_000;
const MOST = 200;

const instant = z
	.string()
	.min(1)
	.pipe(
		z.coerce
			.number<string>()
			.int()
			.min(Date.UTC(1900, 0, 1))
			.max(Date.UTC(2200, 0, 1))
	);

/** Ids with commas between them; none for all. */
const ids = z
	.string()
	.regex(/^([1-9]\d{0,8}(,[1-9]\d{0,8})*)?$/)
	.default('')
	.transform((text) => (text === '' ? [] : text.split(',').map(Number)))
	.refine((list) => list.length <= MOST);

const statuses = z
	.string()
	.default('')
	.transform((text) => (text === '' ? [] : text.split(',')))
	.pipe(z.array(z.enum(['confirmed', 'completed', 'no_show', 'cancelled'])).max(4));

/** What the board asks for: a stretch of time, and what is left of it. */
export const askedFor = z
	.object({
		from: instant,
		until: instant,
		fieldworker: ids,
		service: ids,
		status: statuses,
		search: z
			.string()
			.trim()
			.max(200)
			.refine((words) => !words.includes('\0'))
			.default('')
	})
	.refine(({ from, until }) => from < until && until - from <= LONGEST);
