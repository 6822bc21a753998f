import type { Role } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { readSearch } from '../search.ts';
import type { MailDelivery } from './happening.ts';
import type { MailKind } from './kinds.ts';
import type { MailState } from './outbox.ts';
import { JOB_KEY } from './queue.ts';
import type { MailEventKind } from './timeline.ts';

/** A line of the Email log. The subject is null until the mail was written; instants in ms. */
export type MailRow = {
	id: number;
	/** Null for a mail to somebody of the staff about their account, and for one to sign in with. */
	bookingId: number | null;
	/** Of which of the booking's versions it tells. */
	bookingVersion: number | null;
	/** Whom of the staff it is to; null for a mail to a customer. */
	staffId: number | null;
	kind: MailKind;
	toEmail: string;
	toName: string;
	subject: string | null;
	state: MailState;
	/** How far it got, by Mailgun's word; null until there is any. */
	delivery: MailDelivery | null;
	/** Why it is not sent or did not arrive, or what went wrong last. */
	problem: string | null;
	attempts: number;
	/** When it is tried again; null where nothing went wrong, or it is at an end. */
	retryAt: number | null;
	createdAt: number;
	settledAt: number | null;
};

/** A mail with its content, of which a really sent one has had its private links taken out. */
export type LoggedMail = MailRow & {
	messageId: string | null;
	/** Whose booking it is about, or whose address it proves; null where that is nobody's. */
	customerId: number | null;
	/** Whose account it is to; of a test, who sent it. */
	staffName: string | null;
	/** The role of whom it is for, where it is about an account: it may hold a way into that. */
	accountRole: Role | null;
	/** The invite that was attached, as it was sent. */
	calendar: string | null;
	html: string | null;
	text: string | null;
};

/** Something that happened to a mail; `detail` says why, where there is a reason. */
export type MailEvent = { at: number; kind: MailEventKind; detail: string };

/**
 * What the log shows. `search` is part of a name or an address, or a booking's number; `retrying` finds
 * what could not be sent so far; `from` and `until` are instants.
 */
export type MailFilter = {
	search?: string;
	state?: MailState;
	delivery?: MailDelivery;
	retrying?: boolean;
	to?: 'customers' | 'staff';
	kind?: MailKind;
	from?: number;
	until?: number;
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
		and ${filter.delivery ? sql`delivery = ${filter.delivery}` : sql`true`}
		and ${filter.retrying ? isRetrying(sql) : sql`true`}
		and ${filter.to ? sql`(staff_id is null) = ${filter.to === 'customers'}` : sql`true`}
		and ${filter.kind ? sql`kind = ${filter.kind}` : sql`true`}
		and ${filter.from === undefined ? sql`true` : sql`created_at >= ${filter.from}`}
		and ${filter.until === undefined ? sql`true` : sql`created_at < ${filter.until}`}
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
			message_id as "messageId",
			case
				when proof_id is null
				then (
					select customer_id
					from booking
					where booking.id = mail.booking_id
				)
				else (
					select customer.id
					from email_proof
					join customer on lower(customer.email) = email_proof.email
					where email_proof.id = mail.proof_id
				)
			end as "customerId",
			(
				select name
				from staff
				where staff.id = mail.staff_id
			) as "staffName",
			(
				select role
				from staff
				where staff.id = mail.staff_id
					and mail.kind in ('invite', 'password_reset')
			) as "accountRole",
			html,
			body as text,
			calendar
		from mail
		where id = ${id}
	`;
	return mail ?? null;
}

/** All that happened to a mail, from the beginning. */
export async function readMailEvents(sql: Queryable, mailId: number): Promise<MailEvent[]> {
	return sql<MailEvent[]>`
		select at, kind, detail
		from mail_event
		where mail_id = ${mailId}
		order by at, id
	`;
}

/** What went wrong once, and is not at its end. */
const isRetrying = (sql: Queryable) =>
	sql`(state in ('queued', 'sending') and problem is not null)`;

const columns = (sql: Queryable) => sql`
	id,
	booking_id as "bookingId",
	booking_version as "bookingVersion",
	staff_id as "staffId",
	kind,
	to_email as "toEmail",
	to_name as "toName",
	subject,
	state,
	delivery,
	problem,
	attempts,
	case
		when ${isRetrying(sql)}
		then (
			select run_at
			from graphile_worker.jobs job
			where job.key = ${JOB_KEY}::text || mail.id
				and job.attempts < job.max_attempts
		)
	end as "retryAt",
	created_at as "createdAt",
	settled_at as "settledAt"
`;

function matches(sql: Queryable, typed: string) {
	const { words, number } = readSearch(typed);
	const addressed = sql`to_name || ' ' || to_email ilike ${words}`;
	if (number === null) return addressed;
	return sql`(${addressed} or booking_id = ${number}::bigint)`;
}
