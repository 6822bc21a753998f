import type { Queryable, Transaction } from '../database/connection.ts';
import type { Happening } from './happening.ts';
import { queueNotices } from './queue.ts';

/** What can be the matter with an address: the later ones outweigh the ones before. */
const KINDS = ['bounced', 'unsubscribed', 'complained'] as const;
type TroubleKind = (typeof KINDS)[number];

/** An address that mail does not reach, or whose owner wants none; `at` in epoch milliseconds. */
export type AddressTrouble = {
	kind: TroubleKind;
	/** In the words of the mail server that refused it; empty when there were none. */
	reason: string;
	at: number;
};

/** `bookingId`: which booking the mail was about; null for one about none. */
type About = { mailId: number; bookingId: number | null; email: string; at: number };

/** What a report says against the address, or null. */
export function troubleOf({ kind, reason, refusedByMailgun }: Happening): TroubleKind | null {
	if (kind === 'complained' || kind === 'unsubscribed') return kind;
	if (kind !== 'failed' || refusedByMailgun) return null;
	// Mailgun does not even try where it was told so before.
	if (reason === 'suppress-complaint') return 'complained';
	return reason === 'suppress-unsubscribe' ? 'unsubscribed' : 'bounced';
}

/**
 * Keeps what is the matter with an address, and tells staff when that is news to them: once per address
 * and trouble, not for every mail, and not of an address that the customer does not have any more. Where
 * the mail was about no booking, they are told by the customer's next one, if there is one.
 */
export async function noteTrouble(
	tx: Transaction,
	trouble: About & { kind: TroubleKind; reason: string }
): Promise<void> {
	const { mailId, bookingId, email, kind, reason, at } = trouble;
	if (kind === 'bounced' && (await reachedSince(tx, trouble))) return;
	const added = await tx`
		insert into address_trouble (email, kind, reason, mail_id, at)
		values (lower(${email}), ${kind}, ${reason}, ${mailId}, ${at}::timestamptz)
		on conflict (email) do nothing
		returning 1
	`;
	if (added.length === 0 && !(await worsen(tx, trouble))) return;
	const which = bookingId === null ? isNext(tx) : tx`b.id = ${bookingId}`;
	const [booking] = await tx<{ id: number; version: number; fieldworkerId: number }[]>`
		select b.id, b.version, b.fieldworker_id as "fieldworkerId"
		from customer c
		join booking b on b.customer_id = c.id
		where lower(c.email) = lower(${email})
			and ${which}
		order by b.starts_at, b.id
		limit 1
	`;
	if (!booking) return;
	const { id, version, fieldworkerId } = booking;
	const fieldworkerIds = [fieldworkerId];
	await queueNotices(tx, { bookingId: id, version, kind: 'notice_bounced', fieldworkerIds });
}

const isNext = (sql: Queryable) => sql`(b.status = 'confirmed' and b.ends_at > reslot_clock())`;

/** Brings what is kept of an address up to date; answers whether that is another trouble, a worse one. */
async function worsen(
	tx: Transaction,
	{ mailId, email, kind, reason, at }: About & { kind: TroubleKind; reason: string }
): Promise<boolean> {
	const [known] = await tx<{ kind: TroubleKind; at: number }[]>`
		select kind, at
		from address_trouble
		where email = lower(${email})
		for update
	`;
	if (!known) return false;
	const worse = KINDS.indexOf(kind) > KINDS.indexOf(known.kind);
	if (!worse && (kind !== known.kind || at <= known.at)) return false;
	await tx`
		update address_trouble
		set kind = ${kind}, reason = ${reason}, mail_id = ${mailId}, at = ${at}::timestamptz
		where email = lower(${email})
	`;
	return worse;
}

/** Whether a mail to this address arrived after that moment: reports come in any order. */
async function reachedSince(tx: Transaction, { email, at }: About): Promise<boolean> {
	const [reached] = await tx`
		select
		from customer c
		join booking b on b.customer_id = c.id
		join mail on mail.booking_id = b.id
		where lower(c.email) = lower(${email})
			and lower(mail.to_email) = lower(${email})
			and mail.staff_id is null
			and mail.delivery in ('delivered', 'opened', 'clicked')
			and mail.delivery_at > ${at}::timestamptz
		limit 1
	`;
	return reached !== undefined;
}

/** A mail arrived there: what came back before then is over. */
export async function noteReached(
	tx: Transaction,
	{ email, at }: Pick<About, 'email' | 'at'>
): Promise<void> {
	await tx`
		delete from address_trouble
		where email = lower(${email})
			and kind = 'bounced'
			and at < ${at}::timestamptz
	`;
}

/** What is the matter with an address, or null. */
export async function readTrouble(sql: Queryable, email: string): Promise<AddressTrouble | null> {
	const [trouble] = await sql<AddressTrouble[]>`${troubleWith(sql, email)}`;
	return trouble ?? null;
}

/** What a mail about this booking has told of an address, or null. */
export async function readTroubleOfBooking(
	sql: Queryable,
	email: string,
	bookingId: number
): Promise<AddressTrouble | null> {
	const [trouble] = await sql<AddressTrouble[]>`
		${troubleWith(sql, email)}
			and mail_id in (
				select id
				from mail
				where booking_id = ${bookingId}
			)
	`;
	return trouble ?? null;
}

const troubleWith = (sql: Queryable, email: string) => sql`
	select kind, reason, at
	from address_trouble
	where email = lower(${email})
`;

/** The address of a customer, and all to which mail to them went, in small letters. */
export async function addressesOf(tx: Transaction, customerId: number): Promise<string[]> {
	const addresses = await tx<{ email: string }[]>`
		select lower(email) as email
		from customer
		where id = ${customerId}
		union
		select lower(mail.to_email)
		from booking
		join mail on mail.booking_id = booking.id
		where booking.customer_id = ${customerId}
			and mail.staff_id is null
		union
		select lower(mail.to_email)
		from customer
		join email_proof on email_proof.email = lower(customer.email)
		join mail on mail.proof_id = email_proof.id
		where customer.id = ${customerId}
	`;
	return addresses.map(({ email }) => email);
}

/** Forgets what was the matter with these addresses, as far as nobody has them any more. */
export async function forgetTroubles(tx: Transaction, emails: readonly string[]): Promise<void> {
	await tx`
		delete from address_trouble
		where email = any(${emails as string[]}::text[])
			and not exists (select from customer where lower(customer.email) = address_trouble.email)
	`;
}
