import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listCustomers } from '$lib/server/people/customers-list';
import type { PageServerLoad } from './$types';
import { listAddress } from './address';

const PAGE_SIZE = 50;

/** What may stand in the address; what cannot be read counts as not asked for. */
const query = z.object({
	search: z
		.string()
		.trim()
		.max(200)
		.refine((words) => !words.includes('\0'))
		.catch(''),
	sort: z.enum(['', '-name', 'latest', '-latest']).catch(''),
	page: z
		.string()
		.regex(/^[1-9]\d{0,5}$/)
		.transform(Number)
		.catch(1)
});

export const load: PageServerLoad = async ({ locals: { sql }, url }) => {
	const { search, sort, page } = query.parse(Object.fromEntries(url.searchParams));
	const { customers, total } = await listCustomers(sql, {
		...(search && { search }),
		order: sort.endsWith('latest') ? 'latest' : 'name',
		descending: sort.startsWith('-'),
		page,
		pageSize: PAGE_SIZE
	});
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	if (page > pages) redirect(303, listAddress({ search, sort }, { page: pages }));
	return { customers, total, page, pages, typed: { search, sort }, now: Date.now() };
};
