import { error, fail } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import {
	changeBookingNotices,
	changeOwnName,
	changeOwnPassword,
	readBookingNotices
} from '$lib/server/accounts/own-account';
import { listSessions, revokeSessions } from '$lib/server/accounts/sessions';
import { waitWords } from '../../_account/entering';
import type { Actions, PageServerLoad } from './$types';
import { nameForm, noticesForm, passwordForm } from './schema';

export const load: PageServerLoad = async ({ locals: { sql, staff, sessionKey } }) => {
	const [name, notices, password, sessions] = await Promise.all([
		superValidate({ name: staff!.name }, zod4(nameForm)),
		readBookingNotices(sql, staff!.id).then((wanted) =>
			superValidate({ notices: wanted }, zod4(noticesForm))
		),
		superValidate(zod4(passwordForm)),
		listSessions(sql, staff!.id)
	]);
	const { email, role } = staff!;
	return { name, notices, password, sessions, here: sessionKey, email, role, now: Date.now() };
};

export const actions: Actions = {
	name: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate(request, zod4(nameForm));
		if (!form.valid) return fail(400, { form });
		await changeOwnName(sql, staff!, form.data.name);
		return message(form, 'Saved.');
	},

	notices: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate(request, zod4(noticesForm));
		if (!form.valid) return fail(400, { form });
		await changeBookingNotices(sql, staff!, form.data.notices);
		return message(form, 'Saved.');
	},

	password: async ({ request, locals: { sql, staff, sessionKey }, getClientAddress }) => {
		const form = await superValidate(request, zod4(passwordForm));
		const typed = { ...form.data };
		form.data = { present: '', password: '' };
		if (!form.valid) return fail(400, { form });
		const answer = await changeOwnPassword(sql, staff!, {
			...typed,
			key: sessionKey ?? '',
			address: getClientAddress()
		});
		switch (answer.result) {
			case 'wrong':
				return setError(form, 'present', 'This is not your present password.');
			case 'password_unfit':
				return setError(form, 'password', answer.words);
			case 'too_many':
				return setError(form, 'present', waitWords(answer.tryAgainIn), { status: 429 });
			case 'changed': {
				const elsewhere = answer.ended === 1 ? 'one other place' : `${answer.ended} other places`;
				const ended = answer.ended ? ` You were signed out in ${elsewhere}.` : '';
				return message(form, `Your password is changed.${ended}`);
			}
		}
	},

	revoke: async ({ request, locals: { sql, staff, sessionKey } }) => {
		const key = (await request.formData()).get('key');
		if (typeof key !== 'string') error(400, 'It is not clear which one to sign out.');
		const which = key === 'others' ? { except: sessionKey ?? '' } : { key };
		const answer = await revokeSessions(sql, staff!, { staffId: staff!.id, ...which });
		return { revoked: answer.result === 'revoked' ? answer.sessions : 0 };
	}
};
