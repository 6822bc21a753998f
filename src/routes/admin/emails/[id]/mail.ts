import { error } from '@sveltejs/kit';
import { findMail, type LoggedMail } from '$lib/server/mail/log';

/** The mail that an address names, or the page that says there is none. */
export async function mailAt(sql: App.Locals['sql'], text: string): Promise<LoggedMail> {
	const mail = /^[1-9]\d{0,14}$/.test(text) ? await findMail(sql, Number(text)) : null;
	return mail ?? error(404, 'There is no email with this number.');
}
