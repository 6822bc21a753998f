import { z } from 'zod';
import { endOfDay, localDate, startOfDay } from '$lib/scheduling/zoned-time';
import { orders, type Problems, type Typed } from './address';

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
	service: z
		.string()
		.regex(/^\d{0,9}$/, 'There is no such service.')
		.transform((text) => Number(text) || undefined),
	from: date,
	until: date,
	sort: z
		.string()
		.regex(/^-?\w{0,20}$/)
		.transform((text) => ({
			order: orders.find((order) => order === text.replace('-', '')) ?? 'when',
			descending: text.startsWith('-')
		})),
	page: z
		.string()
		.regex(/^\d{0,6}$/, 'There is no such page.')
		.transform((text) => Math.max(1, Number(text)))
};

type Name = keyof typeof parts;

/**
 * Reads the list's filter from an address. Days are days of the business's zone, both included.
 * An address without any part shows what is still to come. `filter` says which bookings, `shown` which
 * of them and in which order. A part that makes no sense is not used,
 * and `problems` says so in words, to stand beside its field.
 */
export function readFilter(params: URLSearchParams, timeZone: string, now: number) {
	const fresh = !Object.keys(parts).some(
		(name) => name !== 'page' && name !== 'sort' && params.has(name)
	);
	const typed: Typed = {
		search: params.get('search') ?? '',
		status: params.get('status') ?? '',
		fieldworker: params.get('fieldworker') ?? '',
		service: params.get('service') ?? '',
		from: fresh ? localDate(timeZone, now) : (params.get('from') ?? ''),
		until: params.get('until') ?? '',
		sort: params.get('sort') ?? ''
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
		serviceId: read('service', typed.service),
		from: from ? startOfDay(timeZone, from) : undefined,
		until: until ? endOfDay(timeZone, until) : undefined
	};
	const shown = {
		...(read('sort', typed.sort) ?? { order: 'when' as const, descending: false }),
		page: read('page', params.get('page') ?? '') ?? 1
	};
	// A list of choices cannot show one that it does not have.
	if (problems.status) typed.status = '';
	if (problems.sort) typed.sort = '';
	return { typed, filter, shown, problems };
}
