import { z } from 'zod';
import { listAudit, listAuditPeople } from '$lib/server/audit/list';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 50;

// A part of the address that makes no sense is not used: the whole log is better than an error.
const filterSchema = z.object({
	person: z
		.string()
		.regex(/^[1-9]\d{0,8}$/)
		.catch(''),
	kind: z.enum(['', 'bookings', 'customers', 'work', 'settings', 'accounts']).catch(''),
	before: z.string().max(60).catch('')
});

export const load: PageServerLoad = async ({ locals: { sql }, url }) => {
	const { before, ...typed } = filterSchema.parse({
		person: url.searchParams.get('person') ?? '',
		kind: url.searchParams.get('kind') ?? '',
		before: url.searchParams.get('before') ?? ''
	});
	const [entries, people] = await Promise.all([
		listAudit(sql, {
			staffId: typed.person ? Number(typed.person) : undefined,
			kind: typed.kind || undefined,
			before: before || undefined,
			// One more than is shown says whether there are earlier ones.
			limit: PAGE_SIZE + 1
		}),
		listAuditPeople(sql)
	]);
	return {
		entries: entries.slice(0, PAGE_SIZE),
		older: entries.length > PAGE_SIZE ? entries[PAGE_SIZE - 1]!.cursor : null,
		isFirst: before === '',
		people,
		typed,
		now: Date.now()
	};
};
