import { redirect } from '@sveltejs/kit';
import { readKeyTrouble } from '$lib/server/mail/key-trouble';
import { listMails } from '$lib/server/mail/log';
import { runtime } from '$lib/server/runtime';
import { answerPause } from '../_parts/pause/answer';
import type { Actions, PageServerLoad } from './$types';
import { readFilter } from './filter';
import { listAddress } from './states';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	const { business } = await parent();
	const { typed, filter } = readFilter(url.searchParams, business.timeZone);
	const { page } = filter;
	const [{ mails, total }, keyTrouble] = await Promise.all([
		listMails(locals.sql, { ...filter, pageSize: PAGE_SIZE }),
		readKeyTrouble(locals.sql)
	]);
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	if (page > pages) redirect(303, listAddress(typed, pages));
	return {
		mails,
		total,
		page,
		pages,
		typed,
		sends: runtime().config.mailgun !== null,
		keyTrouble,
		now: Date.now()
	};
};

export const actions: Actions = {
	pause: ({ request, locals }) => answerPause(locals, 'all', request)
};
