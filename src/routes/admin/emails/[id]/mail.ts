import { error } from '@sveltejs/kit';
import { mayManage } from '$lib/server/accounts/staff';
import { findMail, type LoggedMail } from '$lib/server/mail/log';

/**
 * The mail that an address names, or the page that says there is none. `sealed`: it holds a way into
 * an account that whoever asks may not change, so they do not get its words.
 */
export async function mailAt(
	{ sql, staff }: Pick<App.Locals, 'sql' | 'staff'>,
	text: string
): Promise<LoggedMail & { sealed: boolean }> {
	const mail = /^[1-9]\d{0,14}$/.test(text) ? await findMail(sql, Number(text)) : null;
	if (!mail) error(404, 'There is no email with this number.');
	const { accountRole } = mail;
	const sealed = accountRole !== null && !(staff && mayManage(staff.role, accountRole));
	return sealed ? { ...mail, html: null, text: null, sealed } : { ...mail, sealed };
}
