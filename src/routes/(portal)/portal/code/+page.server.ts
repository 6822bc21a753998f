import { fail, redirect } from '@sveltejs/kit';
import { message, setError, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { findAsked } from '$lib/server/portal/prove';
import { signInByCode } from '$lib/server/portal/sign-in';
import { deviceOf } from '../../../_account/entering';
import { readSent } from '../../sent';
import type { Actions, PageServerLoad } from './$types';
import { askerOf } from '../asker';
import { enter } from '../entering';
import { nextOf, onTheWay } from '../next';
import { askForm, codeForm, type CodeAnswer } from '../schema';
import { wordsOf } from '../words-of';

type CodeForm = Infer<ReturnType<typeof codeForm>>;

export const load: PageServerLoad = async (event) => {
	const { locals, cookies, url } = event;
	if (locals.customer) redirect(303, nextOf(url));
	const asker = askerOf(cookies, 'sign_in');
	if (!asker) redirect(303, onTheWay('/portal', url));
	const asked = await findAsked(locals.sql, asker);
	// Who proves an address before a booking is not about to sign in.
	const open = asked?.purpose === 'sign_in' ? asked : null;
	const given = { email: open?.email ?? '' };
	const words = wordsOf(event);
	const [form, ask] = await Promise.all([
		superValidate<CodeForm, CodeAnswer>(given, zod4(codeForm(words)), { errors: false }),
		superValidate<typeof given, string>(given, zod4(askForm(words)), { id: 'ask', errors: false })
	]);
	return { expiresAt: open?.expiresAt ?? null, form, ask };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, url } = event;
		const words = wordsOf(event);
		const form = await superValidate<CodeForm, CodeAnswer>(
			await readSent(event.request, locals.language),
			zod4(codeForm(words))
		);
		if (!form.valid) return fail(400, { form });
		const outcome = await signInByCode(locals.sql, {
			asker: askerOf(cookies, 'sign_in') ?? '',
			code: form.data.code,
			device: deviceOf(event)
		});
		switch (outcome.result) {
			case 'signed_in':
				await enter(event, outcome.session, nextOf(url));
				return redirect(303, nextOf(url));
			case 'wrong':
				return setError(form, 'code', words.portal.codeWrong(outcome.triesLeft));
			case 'too_many': {
				const minutes = Math.ceil(outcome.tryAgainIn / 60_000);
				const answer = { over: false, words: words.portal.tooManyCodes(minutes) } as const;
				return message(form, answer, { status: 429 });
			}
			case 'over':
				form.data.code = '';
				return message(form, { over: true }, { status: 410 });
		}
	}
};
