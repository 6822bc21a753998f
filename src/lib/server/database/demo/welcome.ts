import { addDays, localDate, startOfDay } from '../../../scheduling/zoned-time.ts';
import { english } from '../../../words/index.ts';
import { readStanding } from '../../bookings/standing.ts';
import { findBooking } from '../../bookings/find.ts';
import { issueLink } from '../../links/manage-link.ts';
import type { Sql } from '../connection.ts';
import { DEMO_BUSINESS, DEMO_OWNER, DEMO_STAFF } from './cast.ts';

/**
 * What a newcomer can try, in lines for the terminal, or null where there is no demo data. The
 * customer's link is a new one at each start: the old ones cannot be read back.
 */
export async function demoWelcome(sql: Sql, origin: string): Promise<string | null> {
	const [owner] = await sql`select from staff where email = ${DEMO_OWNER.email}`;
	if (!owner) return null;
	const customer = await findCustomer(sql, origin);
	const lines = [
		`  Back office   ${origin}/admin   sign in with ${DEMO_OWNER.email} / ${DEMO_OWNER.password}`,
		`                or as a fieldworker, ${DEMO_STAFF.fieldworker.email}, with the same password`,
		`  Email log     ${origin}/admin/emails   where mail can be read while nothing is sent`,
		`  Book          ${origin}/book`
	];
	if (customer) {
		lines.splice(
			2,
			0,
			`  A customer    ${customer.link}`,
			`  Portal        ${origin}/portal   as ${customer.email}; the code comes to the Email log`
		);
	}
	return lines.join('\n');
}

/** The customer of a booking in some days that they may still move, and its link. */
async function findCustomer(
	sql: Sql,
	origin: string
): Promise<{ link: string; email: string } | null> {
	const today = localDate(DEMO_BUSINESS.timeZone, Date.now());
	const upcoming = await sql<{ id: number }[]>`
		select id
		from booking
		where status = 'confirmed'
			and starts_at > ${startOfDay(DEMO_BUSINESS.timeZone, addDays(today, 4))}
		order by starts_at
		limit 10
	`;
	for (const { id } of upcoming) {
		const booking = await findBooking(sql, id);
		if (!booking) continue;
		const { reschedule, cancel } = await readStanding(sql, booking, english.refusals);
		if (!reschedule.allowed || !cancel.allowed) continue;
		const { email } = booking.customer;
		return { link: `${origin}/b/${await issueLink(sql, id)}`, email };
	}
	return null;
}
