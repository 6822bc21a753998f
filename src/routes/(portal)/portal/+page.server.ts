import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { listOwnBookings } from '$lib/server/portal/own-bookings';
import { readSent } from '../sent';
import type { Actions, PageServerLoad } from './$types';
import { askToSignIn } from './asking';
import { nextOf } from './next';
import { askForm } from './schema';
import { wordsOf } from './words-of';

const PAGE_SIZE = 20;

/** Which page of what was; what cannot be read is the first. */
const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const form = await superValidate(zod4(askForm(wordsOf(event))), { id: 'ask' });
	if (!locals.customer) return { form, own: null };
	const next = nextOf(url);
	if (next !== '/portal') redirect(303, next);
	const { id } = locals.customer;
	const list = async (page: number) => {
		const said = wordsOf(event).refusals;
		const listed = await listOwnBookings(locals.sql, id, { page, pageSize: PAGE_SIZE, said });
		return { ...listed, page, pages: Math.max(1, Math.ceil(listed.pastTotal / PAGE_SIZE)) };
	};
	const own = await list(pageNumber.parse(url.searchParams.get('page')));
	// Beyond the last page, as after some bookings were deleted, is the last one.
	return { form, own: own.page > own.pages ? await list(own.pages) : own };
};

export const actions: Actions = {
	ask: async (event) => {
		const words = wordsOf(event);
		const sent = await readSent(event.request, event.locals.language);
		const form = await superValidate(sent, zod4(askForm(words)), { id: 'ask' });
		if (!form.valid) return fail(400, { form });
		const { tryAgainInMinutes } = await askToSignIn(event, form.data.email);
		return message(form, words.portal.tooMany(tryAgainInMinutes), { status: 429 });
	}
};
