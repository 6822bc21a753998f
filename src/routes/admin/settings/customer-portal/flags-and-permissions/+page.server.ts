import { fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { countStandings } from '$lib/server/bookings/standings';
import { requireBusiness } from '$lib/server/settings/business';
import { readFlags, saveFlags } from '$lib/server/settings/flags';
import { listOverrides } from '$lib/server/settings/overrides';
import type { Actions, PageServerLoad } from './$types';
import { openedOf, sayMeanwhile, seenIn } from '../../../_parts/meanwhile';
import { flagsForm, formOf, policyOf, type FlagsAnswer } from './schema';

const read = async (request: Request) =>
	superValidate<Infer<typeof flagsForm>, FlagsAnswer>(await request.formData(), zod4(flagsForm));

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const [{ version: _, ...policy }, standings, services] = await Promise.all([
		readFlags(sql),
		countStandings(sql),
		listOverrides(sql)
	]);
	const form = await superValidate<Infer<typeof flagsForm>, FlagsAnswer>(
		formOf(policy),
		zod4(flagsForm)
	);
	return { form, policy, standings, services };
};

export const actions: Actions = {
	save: async ({ request, locals: { sql, staff } }) => {
		const form = await read(request);
		if (!form.valid) return fail(400, { form });
		const policy = policyOf(form.data);
		const outcome = await saveFlags(sql, policy, staff!, seenIn(form.data));
		if (outcome.result === 'changed') {
			form.data.opened = openedOf(outcome.now);
			const meanwhile = sayMeanwhile(outcome, await requireBusiness(sql));
			return message(form, { saved: false, meanwhile }, { status: 409 });
		}
		form.data.opened = openedOf(policy);
		return message(form, { saved: true });
	},

	/** What it would mean, for whoever has no JavaScript to see it while they choose. */
	check: async ({ request, locals }) => {
		const form = await read(request);
		if (!form.valid) return fail(400, { form });
		const then = await countStandings(locals.sql, policyOf(form.data));
		return message(form, { saved: false, then });
	}
};
