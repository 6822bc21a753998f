import type { Queryable } from '../database/connection.ts';
import { readMailSettings, type MailSettings } from '../settings/mail.ts';

/** Mail to all customers is paused; `waiting` mails will go once it is resumed. */
export type PausedForAll = NonNullable<MailSettings['paused']> & { waiting: number };

/**
 * What holds the mail about a booking, or to a customer: since when (instants) their own pauses do,
 * and whether all mail is paused. `waiting` is how many mails will leave when nothing holds them.
 */
export type Pauses = {
	/** Of a booking's mail alone. */
	booking: number | null;
	customer: number | null;
	all: MailSettings['paused'];
	waiting: number;
};

/** Whether mail to all customers is paused, or null. */
export async function readPausedForAll(sql: Queryable): Promise<PausedForAll | null> {
	const { paused } = await readMailSettings(sql);
	if (!paused) return null;
	const [count] = await sql<{ waiting: number }[]>`
		select count(*) as waiting
		from mail
		where state in ('queued', 'paused')
			and staff_id is null
	`;
	return { ...paused, waiting: count?.waiting ?? 0 };
}

/** What holds the mail about a booking. */
export const readPausesOfBooking = (sql: Queryable, bookingId: number): Promise<Pauses> =>
	readPauses(
		sql,
		sql`
			select
				b.mail_paused_at as booking,
				c.mail_paused_at as customer,
				(
					select count(*)
					from mail
					where booking_id = b.id
						and ${waits(sql)}
				) as waiting
			from booking b
			join customer c on c.id = b.customer_id
			where b.id = ${bookingId}
		`
	);

/** What holds the mail to a customer, about whichever of their bookings. */
export const readPausesOfCustomer = (sql: Queryable, customerId: number): Promise<Pauses> =>
	readPauses(
		sql,
		sql`
			select
				null as booking,
				mail_paused_at as customer,
				(
					select count(*)
					from booking b
					join mail on mail.booking_id = b.id
					where b.customer_id = customer.id
						and ${waits(sql)}
				) as waiting
			from customer
			where id = ${customerId}
		`
	);

/** What was written while it is paused comes to wait a moment later. */
const waits = (sql: Queryable) => sql`
	mail.state in ('queued', 'paused')
	and mail.staff_id is null
`;

async function readPauses(sql: Queryable, own: ReturnType<typeof waits>): Promise<Pauses> {
	const [[pauses], { paused: all }] = await Promise.all([
		sql<Omit<Pauses, 'all'>[]>`${own}`,
		readMailSettings(sql)
	]);
	return { booking: null, customer: null, waiting: 0, ...pauses, all };
}
