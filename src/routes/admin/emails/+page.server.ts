import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listMails } from '$lib/server/mail/log';
import { runtime } from '$lib/server/runtime';
import type { PageServerLoad } from './$types';
import { listAddress } from './states';

const PAGE_SIZE = 50;

// A part of the address that makes no sense is not used: the whole log is better than an error.
const filterSchema = z.object({
	search: z
		.string()
		.trim()
		.max(200)
		.refine((words) => !words.includes('\0'))
		.catch(''),
	state: z.enum(['', 'queued', 'sending', 'sent', 'kept', 'superseded', 'failed']).catch(''),
	page: z.coerce.number().int().min(1).max(1_000_000).catch(1)
});

export const load: PageServerLoad = async ({ locals, url }) => {
	const { page, ...typed } = filterSchema.parse({
		search: url.searchParams.get('search') ?? '',
		state: url.searchParams.get('state') ?? '',
		page: url.searchParams.get('page') ?? 1
	});
	const { mails, total } = await listMails(locals.sql, {
		search: typed.search || undefined,
		state: typed.state || undefined,
		page,
		pageSize: PAGE_SIZE
	});
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	if (page > pages) redirect(303, listAddress(typed, pages));
	return {
		mails,
		total,
		page,
		pages,
		typed,
		sends: runtime().config.mailgun !== null,
		now: Date.now()
	};
};
