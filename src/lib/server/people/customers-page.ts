import { rowsOf, type BookingRow } from '../bookings/row.ts';
import type { Queryable } from '../database/connection.ts';
import type { AddressTrouble } from '../mail/address-trouble.ts';
import type { MailRow } from '../mail/log.ts';

/** A mail to a customer, as their page lists it. The subject is null until the mail was written. */
export type CustomerMail = Pick<
	MailRow,
	'id' | 'kind' | 'subject' | 'state' | 'delivery' | 'problem' | 'createdAt'
>;

/** What a customer's page shows; of what lies behind the newest, how many there are in all. */
export type CustomerView = {
	upcoming: BookingRow[];
	past: BookingRow[];
	pastTotal: number;
	mails: CustomerMail[];
	mailTotal: number;
	/** What is the matter with their address. */
	trouble: AddressTrouble | null;
};

/** A customer's bookings that are to come, and the newest of what lies behind and of their mails. */
export async function readCustomerView(
	sql: Queryable,
	customerId: number,
	most: { past: number; mails: number }
): Promise<CustomerView> {
	const toCome = sql`b.status = 'confirmed' and b.ends_at > reslot_clock()`;
	const [upcoming, past, mails, [count], [trouble]] = await Promise.all([
		sql<BookingRow[]>`
			${rowsOf(sql)}
			where b.customer_id = ${customerId}
				and ${toCome}
			order by b.starts_at, b.id
		`,
		sql<BookingRow[]>`
			${rowsOf(sql)}
			where b.customer_id = ${customerId}
				and not (${toCome})
			order by b.starts_at desc, b.id desc
			limit ${most.past}
		`,
		sql<CustomerMail[]>`
			with theirs as (
				${mailsTo(sql, customerId)}
			)
			select
				mail.id,
				mail.kind,
				mail.subject,
				mail.state,
				mail.delivery,
				mail.problem,
				mail.created_at as "createdAt"
			from theirs
			join mail on mail.id = theirs.id
			order by mail.id desc
			limit ${most.mails}
		`,
		sql<{ past: number; mails: number }[]>`
			select
				(
					select count(*)
					from booking b
					where b.customer_id = ${customerId}
						and not (${toCome})
				) as past,
				(
					select count(*)
					from (
						${mailsTo(sql, customerId)}
					) theirs
				) as mails
		`,
		sql<AddressTrouble[]>`
			select trouble.kind, trouble.reason, trouble.at
			from customer
			join address_trouble trouble on trouble.email = lower(customer.email)
			where customer.id = ${customerId}
		`
	]);
	return {
		upcoming,
		past,
		mails,
		pastTotal: count?.past ?? 0,
		mailTotal: count?.mails ?? 0,
		trouble: trouble ?? null
	};
}

/** The mails (id) that went to a customer, about a booking or to prove that their address is theirs. */
const mailsTo = (sql: Queryable, customerId: number) => sql`
	select mail.id
	from booking b
	join mail on mail.booking_id = b.id
	where b.customer_id = ${customerId}
		and mail.staff_id is null
	union all
	select mail.id
	from customer c
	join email_proof p on p.email = lower(c.email)
	join mail on mail.proof_id = p.id
	where c.id = ${customerId}
`;
