import { z } from 'zod';
import { endOfDay, localDate, startOfDay } from '$lib/scheduling/zoned-time';
import type { Problems, Typed } from './address';

const notADate = 'Choose a date, or leave this empty.';
const date = z.union(
	[z.literal(''), z.iso.date(notADate).refine((day) => day >= '1900' && day < '2200', notADate)],
	notADate
);

/** What may stand in the address, each on its own, so that one bad value leaves the others be. */
const parts = {
	search: z
		.string()
		.trim()
		.max(200, 'Search for something shorter.')
		.refine((words) => !words.includes('\0'), 'This cannot be searched for.'),
	status: z.union(
		[z.literal(''), z.enum(['confirmed', 'completed', 'no_show', 'cancelled'])],
		'There is no such status.'
	),
	fieldworker: z
		.string()
		.regex(/^\d{0,9}$/, 'There is no such fieldworker.')
		.transform((text) => Number(text) || undefined),
	from: date,
	until: date,
	page: z
		.string()
		.regex(/^\d{0,6}$/, 'There is no such page.')
		.transform((text) => Math.max(1, Number(text)))
};

type Name = keyof typeof parts;

/**
 * Reads the list's filter from an address. Days are days of the business's zone, both included.
 * An address without any part shows what is still to come. A part that makes no sense is not used,
 * and `problems` says so in words, to stand beside its field.
 */
export function readFilter(params: URLSearchParams, timeZone: string, now: number) {
	const fresh = !Object.keys(parts).some((name) => name !== 'page' && params.has(name));
	const typed: Typed = {
		search: params.get('search') ?? '',
		status: params.get('status') ?? '',
		fieldworker: params.get('fieldworker') ?? '',
		from: fresh ? localDate(timeZone, now) : (params.get('from') ?? ''),
		until: params.get('until') ?? ''
	};
	const problems: Problems = {};
	const read = <N extends Name>(name: N, text: string) => {
		const parsed = parts[name].safeParse(text);
		if (!parsed.success) problems[name] = parsed.error.issues.map((issue) => issue.message);
		return parsed.data as z.output<(typeof parts)[N]> | undefined;
	};

	const from = read('from', typed.from);
	const until = read('until', typed.until);
	if (from && until && until < from) problems.until = ['This is before the first day.'];

	const filter = {
		search: read('search', typed.search) || undefined,
		status: read('status', typed.status) || undefined,
		fieldworkerId: read('fieldworker', typed.fieldworker),
		from: from ? startOfDay(timeZone, from) : undefined,
		until: until ? endOfDay(timeZone, until) : undefined,
		page: read('page', params.get('page') ?? '') ?? 1
	};
	// A list of choices cannot show one that it does not have.
	if (problems.status) typed.status = '';
	return { typed, filter, problems };
}
