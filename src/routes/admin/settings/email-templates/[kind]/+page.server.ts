import { fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { changeTemplate, restoreTemplate } from '$lib/server/mail/change-template';
import { paletteOf } from '$lib/server/mail/palette';
import { sendTest } from '$lib/server/mail/send-test';
import {
	findVersion,
	listEdits,
	readTemplate,
	templateNames
} from '$lib/server/mail/template-store';
import { defaultTemplates } from '$lib/server/mail/templates';
import { runtime } from '$lib/server/runtime';
import { requireBusiness } from '$lib/server/settings/business';
import type { Actions, PageServerLoad } from './$types';
import { openedOf, sayMeanwhile, seenIn } from '../../../_parts/meanwhile';
import { draftOf } from './asked';
import { kindOf, restoreForm, templateForm, testForm, type TemplateAnswer } from './schema';

export const load: PageServerLoad = async ({ locals: { sql, staff }, params, url }) => {
	const kind = kindOf(params.kind);
	const named = url.searchParams.get('version');
	const [saved, edits, version] = await Promise.all([
		readTemplate(sql, kind),
		listEdits(sql, kind),
		named === null ? null : findVersion(sql, kind, named)
	]);
	const { subject, body } = url.searchParams.has('use') && version ? version : saved;
	return {
		form: await superValidate<Infer<typeof templateForm>, TemplateAnswer>(
			{ subject, body, opened: openedOf(saved) },
			zod4(templateForm)
		),
		kind,
		name: templateNames[kind],
		isDefault: saved === defaultTemplates[kind],
		palette: paletteOf(kind),
		edits,
		version,
		email: staff!.email,
		now: Date.now()
	};
};

const OTHERS_WORDS =
	'Somebody else has changed this email meanwhile: their words are the newest in this history. Read them, then restore the default if you still want to.';

export const actions: Actions = {
	save: async ({ request, locals: { sql, staff }, params }) => {
		const form = await superValidate<Infer<typeof templateForm>, TemplateAnswer>(
			await request.formData(),
			zod4(templateForm)
		);
		if (!form.valid) return fail(400, { form });
		const { subject, body } = form.data;
		const outcome = await changeTemplate(sql, {
			kind: kindOf(params.kind),
			template: { subject, body },
			by: staff!,
			opened: seenIn(form.data)
		});
		if (outcome.result === 'faults') {
			return message(form, { saved: false, faults: outcome.faults }, { status: 400 });
		}
		if (outcome.result === 'changed') {
			form.data.opened = openedOf(outcome.now);
			const meanwhile = sayMeanwhile(outcome, await requireBusiness(sql));
			return message(form, { saved: false, meanwhile }, { status: 409 });
		}
		form.data.opened = openedOf({ subject, body });
		return message(form, { saved: true });
	},

	restore: async ({ request, locals: { sql, staff }, params }) => {
		const sent = restoreForm.parse(Object.fromEntries(await request.formData()));
		const kind = kindOf(params.kind);
		const outcome = await restoreTemplate(sql, { kind, by: staff!, opened: seenIn(sent) });
		if (outcome.result === 'changed') return fail(409, { refused: OTHERS_WORDS });
		return { restored: true };
	},

	test: async ({ request, locals, params }) => {
		const sent = Object.fromEntries(await request.formData());
		const asked = testForm.safeParse(sent);
		if (!asked.success) {
			return fail(400, { testFault: asked.error.issues[0]?.message, to: String(sent.to ?? '') });
		}
		const { to: email } = asked.data;
		const { draft } = await draftOf(locals, params.kind, sent);
		const by = locals.staff!;
		const name = email.toLowerCase() === by.email.toLowerCase() ? by.name : '';
		const outcome = await sendTest(locals.sql, { ...draft, to: { name, email }, by });
		if (outcome.result === 'queued') {
			const sends = runtime().config.mailgun !== null;
			return { test: { mailId: outcome.mailId, to: email, sends } };
		}
		const testFault =
			outcome.result === 'too_many'
				? 'You have sent several tests within a minute. Wait a minute, then send the next one.'
				: 'This email cannot be written yet. Put right what is marked first.';
		return fail(outcome.result === 'too_many' ? 429 : 400, { testFault, to: email });
	}
};
