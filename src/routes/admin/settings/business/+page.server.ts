import { fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { changeBusiness } from '$lib/server/settings/change-business';
import { LARGEST_LOGO, removeLogo, saveLogo } from '$lib/server/settings/logo';
import type { Actions, PageServerLoad } from './$types';
import { openedOf, sayMeanwhile, seenIn } from '../../_parts/meanwhile';
import { languages } from '$lib/languages';
import { businessForm, factsOf, formOf, type BusinessAnswer } from './schema';
import { sayZone, ZONES } from '$lib/time-zones';

export const load: PageServerLoad = async ({ parent }) => {
	const { business } = await parent();
	const given = formOf(business);
	return {
		form: await superValidate<Infer<typeof businessForm>, BusinessAnswer>(
			given,
			zod4(businessForm)
		),
		zones: ZONES.map((zone) => ({ zone, says: sayZone(zone) })),
		languages: languages(given.language),
		now: Date.now()
	};
};

const LOGO_WORDS = {
	none: 'Choose a file first.',
	too_large: `This file is too large. Choose one of ${LARGEST_LOGO / 1024} KB at most.`,
	no_image: 'This is not a PNG, JPEG or WebP image. Save it as one of these and choose it again.'
};

export const actions: Actions = {
	save: async ({ request, locals }) => {
		const form = await superValidate<Infer<typeof businessForm>, BusinessAnswer>(
			await request.formData(),
			zod4(businessForm)
		);
		if (!form.valid) return fail(400, { form });
		const { zoneSeen, timeZone: to } = form.data;
		const by = locals.staff!;
		const business = factsOf(form.data);
		const opened = seenIn(form.data);
		const outcome = await changeBusiness(locals.sql, { business, zoneSeen, by, opened });
		form.data.zoneSeen = '';
		if (outcome.result === 'saved') {
			form.data.opened = openedOf(business);
			return message(form, { saved: true });
		}
		if (outcome.result === 'changed') {
			form.data.opened = openedOf(outcome.now);
			const meanwhile = sayMeanwhile(outcome, business);
			return message(form, { saved: false, meanwhile }, { status: 409 });
		}
		const { from, change } = outcome;
		return message(form, { saved: false, from, to, change }, { status: 409 });
	},

	logo: async ({ request, locals }) => {
		const file = (await request.formData()).get('logo');
		if (!(file instanceof File) || file.size === 0) return fail(400, { logo: LOGO_WORDS.none });
		const content = new Uint8Array(await file.arrayBuffer());
		const { result } = await saveLogo(locals.sql, { content, by: locals.staff! });
		if (result !== 'saved') return fail(400, { logo: LOGO_WORDS[result] });
		return { logoSaved: true };
	},

	removeLogo: async ({ locals }) => {
		await removeLogo(locals.sql, locals.staff!);
		return { logoRemoved: true };
	}
};
