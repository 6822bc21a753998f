import { z } from 'zod';
import { endOfDay, startOfDay } from '$lib/scheduling/zoned-time';
import type { MailFilter } from '$lib/server/mail/log';
import { kinds, outcomes, readers, soughtBy, type Typed } from './states';

/** One of the names, or nothing. */
const namesOf = <T extends string>(words: Record<T, unknown>) =>
	z
		.enum(Object.keys(words) as T[])
		.optional()
		.catch(undefined);

const date = z
	.union([z.literal(''), z.iso.date().refine((day) => day >= '1900' && day < '2200')])
	.catch('');

const LONGEST = 200;

// A part of the address that makes no sense is not used: the whole log is better than an error.
const schema = z.object({
	search: z
		.string()
		.trim()
		.refine((words) => !words.includes('\0'))
		// No name or address is longer; what is really looked for then stands in the field.
		.transform((words) => words.slice(0, LONGEST).trim())
		.catch(''),
	state: namesOf(outcomes),
	kind: namesOf(kinds),
	to: namesOf(readers),
	from: date,
	until: date,
	page: z.coerce.number().int().min(1).max(1_000_000).catch(1)
});

/**
 * Reads what the list shows from an address; its days are the business's, both included, and may come the
 * wrong way round.
 */
export function readFilter(
	params: URLSearchParams,
	timeZone: string
): { typed: Typed; filter: Omit<MailFilter, 'pageSize'> } {
	const { page, ...asked } = schema.parse({
		search: params.get('search') ?? '',
		state: params.get('state') ?? '',
		kind: params.get('kind') ?? '',
		to: params.get('to') ?? '',
		from: params.get('from') ?? '',
		until: params.get('until') ?? '',
		page: params.get('page') ?? 1
	});
	const turned = asked.from && asked.until && asked.until < asked.from;
	const typed = turned ? { ...asked, from: asked.until, until: asked.from } : asked;
	return {
		typed: { ...typed, state: typed.state ?? '', kind: typed.kind ?? '', to: typed.to ?? '' },
		filter: {
			search: typed.search || undefined,
			...(typed.state && soughtBy(typed.state)),
			kind: typed.kind,
			to: typed.to,
			from: typed.from ? startOfDay(timeZone, typed.from) : undefined,
			until: typed.until ? endOfDay(timeZone, typed.until) : undefined,
			page
		}
	};
}
