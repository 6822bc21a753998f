import { randomUUID } from 'node:crypto';
import { recordAct, type By } from '../audit/record.ts';
import { cancelLocked } from '../bookings/cancel.ts';
import type { Queryable, Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { revokeLinks } from '../links/manage-link.ts';
import { addressesOf, forgetTroubles } from '../mail/address-trouble.ts';
import { forgetMails, forgetTests } from '../mail/forget.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { findCustomer, subjectOf } from './customers-edit.ts';

/** What erasing a customer means, in numbers. `past` are bookings that stay, without a name. */
export type Erasure = { upcoming: number; past: number; mails: number; links: number };

export type EraseResult =
	| { result: 'erased'; erasure: Erasure }
	/** What was typed is not the customer's name. */
	| { result: 'other_name' }
	/** It would cancel more bookings, or fewer, than was said. */
	| { result: 'changed' }
	| { result: 'not_found' };

export type EraseWish = {
	id: number;
	/** The customer's name as typed, to be sure. */
	typedName: string;
	/** How many upcoming bookings were said to be cancelled. */
	upcoming: number;
	by: By;
};

/** What would come of erasing a customer now. */
export async function readErasure(sql: Queryable, id: number): Promise<Erasure> {
	const [erasure] = await sql<Erasure[]>`
		select
			count(*) filter (where status = 'confirmed' and starts_at > reslot_clock()) as upcoming,
			count(*) filter (where status <> 'confirmed' or starts_at <= reslot_clock()) as past,
			coalesce(sum((select count(*) from mail where booking_id = b.id)), 0)::bigint + (
				select count(*)
				from customer c
				join email_proof p on p.email = lower(c.email)
				join mail on mail.proof_id = p.id
				where c.id = ${id}
			) as mails,
			coalesce(sum((
				select count(*)
				from manage_link
				where booking_id = b.id
					and revoked_at is null
					and reslot_clock() < expires_at
			)), 0)::bigint as links
		from booking b
		where b.customer_id = ${id}
	`;
	return erasure ?? { upcoming: 0, past: 0, mails: 0, links: 0 };
}

/**
 * Erases a customer, in one transaction: upcoming bookings are cancelled without a mail and their
 * times freed, manage links closed, and name, addresses, phone, notes, comments and the content of
 * mails taken out everywhere. What stays is that there were bookings: when, of what, with whom.
 */
export async function eraseCustomer(sql: Sql, wish: EraseWish): Promise<EraseResult> {
	let outcome: EraseResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<EraseResult | 'again'>(sql, async (tx, rollback) => {
			const result = await eraseLocked(tx, wish);
			return result === 'again' || result.result !== 'erased' ? rollback(result) : result;
		});
	}
	return outcome;
}

async function eraseLocked(tx: Transaction, wish: EraseWish): Promise<EraseResult | 'again'> {
	const { id, by } = wish;
	// Fieldworkers come first and then bookings, as everywhere. Then the customer: a booking that is just
	// being made for them, or reopened, is there when we have the lock, or finds that they are erased.
	const locked = new Set((await upcomingOf(tx, id)).flatMap(({ concerned }) => concerned));
	await lockFieldworkers(tx, [...locked]);
	await tx`select from booking where customer_id = ${id} order by id for no key update`;
	await tx`select from customer where id = ${id} for update`;
	const customer = await findCustomer(tx, id);
	if (!customer || customer.erasedAt !== null) return { result: 'not_found' };
	if (!sameWords(customer.name, wish.typedName)) return { result: 'other_name' };
	const upcoming = await upcomingOf(tx, id);
	if (upcoming.some(({ concerned }) => concerned.some((one) => !locked.has(one)))) return 'again';
	const erasure = await readErasure(tx, id);
	if (erasure.upcoming !== wish.upcoming) return { result: 'changed' };

	const actor = { kind: 'staff', staffId: by.id, notify: false } as const;
	for (const booking of upcoming) {
		const outcome = await cancelLocked(tx, { bookingId: booking.id, reason: '', actor });
		if (outcome === 'again' || outcome.result !== 'cancelled') return 'again';
	}
	await forget(tx, id);
	await recordAct(tx, by, { action: 'customer.erased', subject: subjectOf(id), new: erasure });
	return { result: 'erased', erasure };
}

/** Their upcoming bookings, each with whose time belongs to it: with whom it is, or holds a time. */
async function upcomingOf(tx: Transaction, customerId: number) {
	return tx<{ id: number; concerned: number[] }[]>`
		select
			id,
			array(
				select fieldworker_id
				union
				select hold.fieldworker_id
				from hold
				where hold.booking_id = booking.id
			) as concerned
		from booking
		where customer_id = ${customerId}
			and status = 'confirmed'
			and starts_at > reslot_clock()
		order by id
	`;
}

async function forget(tx: Transaction, id: number): Promise<void> {
	const addresses = await addressesOf(tx, id);
	// An address that can be guessed could be typed into the booking page, and be given new data.
	const nobody = { name: 'Erased customer', email: `erased-${randomUUID()}@erased.invalid` };
	const bookings = await tx<{ id: number }[]>`
		update booking
		set contact_name = '', phone = '', address = '', notes = '', time_zone = null
		where customer_id = ${id}
		returning id
	`;
	const ids = bookings.map((booking) => booking.id);
	await tx`
		update booking_change
		set reason = '',
			old_details = case when old_details is not null then ${tx.json(NO_DETAILS)}::jsonb end,
			new_details = case when new_details is not null then ${tx.json(NO_DETAILS)}::jsonb end
		where booking_id = any(${ids}::bigint[])
	`;
	const proofs = await tx<{ id: number }[]>`
		select p.id
		from customer c
		join email_proof p on p.email = lower(c.email)
		where c.id = ${id}
	`;
	// A mail that is just being written brings a link with it, and one of which Mailgun just tells
	// what is the matter with its address: first the mails, which waits for both. Before the customer's
	// address, with which what they proved of it goes: whoever writes locks the mail and then that.
	await forgetMails(tx, { bookingIds: ids, proofIds: proofs.map((proof) => proof.id) }, nobody);
	await tx`
		update customer
		set name = ${nobody.name},
			email = ${nobody.email},
			phone = '',
			address = '',
			time_zone = null,
			locale = null,
			reminders = true,
			erased_at = reslot_clock()
		where id = ${id}
	`;
	await forgetTests(tx, addresses);
	await forgetTroubles(tx, addresses);
	for (const bookingId of ids) await revokeLinks(tx, bookingId);
}

const NO_DETAILS = { phone: '', address: '', notes: '' };

/** The same words, whatever their capitals and spaces. */
function sameWords(one: string, other: string): boolean {
	const plain = (text: string) => text.normalize().trim().replace(/\s+/g, ' ').toLowerCase();
	return plain(one) === plain(other);
}
