import type { Role } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { readSearch } from '../search.ts';
import type { MailState } from './outbox.ts';
import type { MailKind } from './queue.ts';

/** A line of the Email log. The subject is null until the mail was written; instants in ms. */
export type MailRow = {
	id: number;
	/** Null for a mail to somebody of the staff. */
	bookingId: number | null;
	kind: MailKind;
	toEmail: string;
	toName: string;
	subject: string | null;
	state: MailState;
	/** Why it is not sent, or what went wrong last. */
	problem: string | null;
	attempts: number;
	createdAt: number;
	settledAt: number | null;
};

/** A mail with its content, of which a really sent one has had its private links taken out. */
export type LoggedMail = MailRow & {
	bookingVersion: number | null;
	messageId: string | null;
	/** The role of whom it is for, where it is about an account: it may hold a way into that. */
	accountRole: Role | null;
	html: string | null;
	text: string | null;
};

/** What the log shows. `search` is part of a name or an address, or a booking's number. */
export type MailFilter = {
	search?: string;
	state?: MailState;
	page: number;
	pageSize: number;
};

/** One page of the Email log, newest first, and how many mails there are in all. Pages count from 1. */
export async function listMails(
	sql: Queryable,
	filter: MailFilter
): Promise<{ mails: MailRow[]; total: number }> {
	const matching = sql`
		${filter.search ? matches(sql, filter.search) : sql`true`}
		and ${filter.state ? sql`state = ${filter.state}` : sql`true`}
	`;
	const [mails, [count]] = await Promise.all([
		sql<MailRow[]>`
			select ${columns(sql)}
			from mail
			where ${matching}
			order by created_at desc, id desc
			limit ${filter.pageSize}
			offset ${(filter.page - 1) * filter.pageSize}
		`,
		sql<{ total: number }[]>`
			select count(*) as total
			from mail
			where ${matching}
		`
	]);
	return { mails, total: count?.total ?? 0 };
}

/** The mails of one booking, newest first. */
export async function bookingMails(sql: Queryable, bookingId: number): Promise<MailRow[]> {
	return sql<MailRow[]>`
		select ${columns(sql)}
		from mail
		where booking_id = ${bookingId}
		order by id desc
	`;
}

/** One mail with its content, or null. */
export async function findMail(sql: Queryable, id: number): Promise<LoggedMail | null> {
	const [mail] = await sql<LoggedMail[]>`
		select
			${columns(sql)},
			booking_version as "bookingVersion",
			message_id as "messageId",
			(select role from staff where staff.id = mail.staff_id) as "accountRole",
			html,
			body as text
		from mail
		where id = ${id}
	`;
	return mail ?? null;
}

const columns = (sql: Queryable) => sql`
	id,
	booking_id as "bookingId",
	kind,
	to_email as "toEmail",
	to_name as "toName",
	subject,
	state,
	problem,
	attempts,
	created_at as "createdAt",
	settled_at as "settledAt"
`;

function matches(sql: Queryable, typed: string) {
	const { words, number } = readSearch(typed);
	const addressed = sql`to_name || ' ' || to_email ilike ${words}`;
	if (number === null) return addressed;
	return sql`(${addressed} or booking_id = ${number}::bigint)`;
}
