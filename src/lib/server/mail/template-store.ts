import type { Queryable } from '../database/connection.ts';
import type { TemplateKind } from './kinds.ts';
import { defaultTemplates, type MailTemplate } from './templates.ts';

/** What is stored of a template's words; the default has none. */
type StoredWords = MailTemplate | { subject: null; body: null };

/** What a mail that the admin may edit is called, and in which order they are shown. */
export const templateNames: Record<TemplateKind, string> = {
	confirmation: 'Booking confirmation',
	rescheduled: 'Booking rescheduled',
	reminder: 'Reminder',
	cancelled: 'Booking cancelled',
	ask_to_reschedule: 'Ask to reschedule',
	sign_in: 'Sign-in link',
	confirm_email: 'Code to confirm an email address',
	notice_booked: 'Customer booked',
	notice_moved: 'Customer moved',
	notice_cancelled: 'Customer cancelled',
	notice_bounced: 'Email did not arrive'
};

export const templateKinds = Object.keys(templateNames) as TemplateKind[];

/** The words that mails of a kind are written with now: the admin's newest, or the default. */
export async function readTemplate(sql: Queryable, kind: TemplateKind): Promise<MailTemplate> {
	const [newest] = await sql<StoredWords[]>`
		select
			subject,
			body
		from mail_template
		where kind = ${kind}
		order by id desc
		limit 1
	`;
	return wordsOf(kind, newest);
}

/** A template in the list: whose words it has, and who gave it those; instants in ms. */
type ListedTemplate = {
	kind: TemplateKind;
	name: string;
	/** It has words of the business's own, not the default. */
	edited: boolean;
	/** The last edit, or the last return to the default; null where nobody ever touched it. */
	last: { at: number; by: string } | null;
};

/** All of them, in the order in which they are shown. */
export async function listTemplates(sql: Queryable): Promise<ListedTemplate[]> {
	const touched = await sql<{ kind: TemplateKind; edited: boolean; at: number; by: string }[]>`
		select distinct on (kind)
			kind,
			subject is not null as edited,
			at,
			staff_name as by
		from mail_template
		order by kind, id desc
	`;
	return templateKinds.map((kind) => {
		const found = touched.find((template) => template.kind === kind);
		const last = found ? { at: found.at, by: found.by } : null;
		return { kind, name: templateNames[kind], edited: found?.edited ?? false, last };
	});
}

/** An edit in a template's history; `isDefault` where it went back to the default. */
export type TemplateEdit = { id: number; at: number; by: string; isDefault: boolean };

/** The edits of a template, newest first; as many as a page shows. */
export async function listEdits(sql: Queryable, kind: TemplateKind): Promise<TemplateEdit[]> {
	return sql<TemplateEdit[]>`
		select
			id,
			at,
			staff_name as by,
			subject is null as "isDefault"
		from mail_template
		where kind = ${kind}
		order by id desc
		limit ${SHOWN_EDITS}
	`;
}

const SHOWN_EDITS = 50;

/** One of a template's versions, by the name that addresses have for it: an edit's id, or "default". */
export type TemplateVersion = { name: string } & MailTemplate;

/** The words of a version; null where the template has none of that name. */
export async function findVersion(
	sql: Queryable,
	kind: TemplateKind,
	name: string
): Promise<TemplateVersion | null> {
	if (name === 'default') return { name, ...defaultTemplates[kind] };
	if (!/^[1-9]\d{0,14}$/.test(name)) return null;
	const [edit] = await sql<StoredWords[]>`
		select
			subject,
			body
		from mail_template
		where id = ${Number(name)}
			and kind = ${kind}
	`;
	return edit ? { name, ...wordsOf(kind, edit) } : null;
}

function wordsOf(kind: TemplateKind, stored: StoredWords | undefined): MailTemplate {
	if (!stored || stored.subject === null) return defaultTemplates[kind];
	return { subject: stored.subject, body: stored.body };
}
