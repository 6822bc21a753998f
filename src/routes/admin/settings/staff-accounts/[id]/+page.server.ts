import { error, fail } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { findAccount, listAccounts, type Account } from '$lib/server/accounts/account';
import { changeAccount } from '$lib/server/accounts/change-account';
import { closeAccount, reopenAccount, sendAccountMail } from '$lib/server/accounts/close-account';
import { listSessions, revokeSessions } from '$lib/server/accounts/sessions';
import { mayManage } from '$lib/server/accounts/staff';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import type { Actions, PageServerLoad } from './$types';
import { accountForm, fieldworkerOf } from '../schema';
import { refusals } from '../words';

async function accountAt(sql: App.Locals['sql'], text: string): Promise<Account> {
	const account = /^[1-9]\d{0,8}$/.test(text) ? await findAccount(sql, Number(text)) : null;
	return account ?? error(404, 'There is no account with this number.');
}

export const load: PageServerLoad = async ({ params, locals: { sql, staff, sessionKey } }) => {
	const account = await accountAt(sql, params.id);
	const isOwner = staff!.role === 'owner';
	const [fieldworkers, accounts, sessions] = await Promise.all([
		listFieldworkers(sql),
		listAccounts(sql),
		// Where others are signed in is their own affair, and an owner's.
		isOwner || account.id === staff!.id ? listSessions(sql, account.id) : null
	]);
	const others = accounts.filter(({ id, state }) => id !== account.id && state !== 'inactive');
	const taken = new Set(others.flatMap((other) => other.fieldworker?.id ?? []));
	const given = {
		name: account.name,
		role: account.role,
		fieldworker: String(account.fieldworker?.id ?? ''),
		notices: account.bookingNotices
	};
	return {
		account,
		form: await superValidate(given, zod4(accountForm), { errors: false }),
		fieldworkers: fieldworkers.filter(
			({ id, active }) => !taken.has(id) && (active || id === account.fieldworker?.id)
		),
		sessions,
		here: sessionKey,
		mayChange: mayManage(staff!.role, account.role),
		byOwner: isOwner,
		isMe: account.id === staff!.id,
		now: Date.now()
	};
};

/** What an act has come to, in words. */
const said = (words: string) => ({ said: words });
const refused = (result: keyof typeof refusals) =>
	fail(result === 'not_found' ? 404 : result === 'not_allowed' ? 403 : 409, {
		refused: refusals[result]
	});

export const actions: Actions = {
	save: async ({ request, params, locals: { sql, staff } }) => {
		const form = await superValidate(request, zod4(accountForm));
		if (!form.valid) return fail(400, { form });
		const { id: staffId } = await accountAt(sql, params.id);
		const { name, role, fieldworker, notices: bookingNotices } = form.data;
		const fieldworkerId = fieldworkerOf(fieldworker);
		const change = { staffId, name, role, fieldworkerId, bookingNotices };
		const { result } = await changeAccount(sql, staff!, change);
		switch (result) {
			case 'changed':
				return message(form, 'Saved. It counts from now on, for open pages too.');
			case 'fieldworker_taken':
				return setError(form, 'fieldworker', refusals[result], { status: 409 });
			case 'not_allowed':
				return setError(form, 'role', refusals[result], { status: 403 });
			default:
				return setError(form, 'role', refusals[result], { status: 409 });
		}
	},

	close: async ({ params, locals: { sql, staff } }) => {
		const { id, name } = await accountAt(sql, params.id);
		const answer = await closeAccount(sql, staff!, id);
		if (answer.result !== 'closed') return refused(answer.result);
		return said(`${name} cannot sign in any more.`);
	},

	reopen: async ({ params, locals: { sql, staff } }) => {
		const { id, name } = await accountAt(sql, params.id);
		const { result } = await reopenAccount(sql, staff!, id);
		return result === 'reopened' ? said(`${name} can sign in again.`) : refused(result);
	},

	mail: async ({ params, locals: { sql, staff } }) => {
		const { id, email } = await accountAt(sql, params.id);
		const answer = await sendAccountMail(sql, staff!, id);
		if (answer.result !== 'queued') return refused(answer.result);
		const what = answer.kind === 'invite' ? 'Another invitation' : 'A link to a new password';
		return said(`${what} is on its way to ${email}.`);
	},

	revoke: async ({ request, params, locals: { sql, staff, sessionKey } }) => {
		const { id } = await accountAt(sql, params.id);
		const key = (await request.formData()).get('key');
		if (typeof key !== 'string') error(400, 'It is not clear which one to sign out.');
		const which = key === 'others' ? { except: sessionKey ?? '' } : { key };
		const answer = await revokeSessions(sql, staff!, { staffId: id, ...which });
		if (answer.result !== 'revoked') return refused(answer.result);
		const places = answer.sessions === 1 ? 'one place' : `${answer.sessions} places`;
		return said(answer.sessions ? `Signed out in ${places}.` : 'That was signed out already.');
	}
};
