import { addDays, localDate, startOfDay } from '../../../scheduling/zoned-time.ts';
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
	const link = await customerLink(sql, origin);
	const lines = [
		`  Back office   ${origin}/admin   sign in with ${DEMO_OWNER.email} / ${DEMO_OWNER.password}`,
		`                or as a fieldworker, ${DEMO_STAFF.fieldworker.email}, with the same password`,
		`  Email log     ${origin}/admin/emails   where mail can be read while nothing is sent`,
		`  Book          ${origin}/book`
	];
	if (link) lines.splice(2, 0, `  A customer    ${link}`);
	return lines.join('\n');
}

/** The link of a booking in some days that its customer may still move. */
async function customerLink(sql: Sql, origin: string): Promise<string | null> {
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
		const { reschedule, cancel } = await readStanding(sql, booking);
		if (!reschedule.allowed || !cancel.allowed) continue;
		return `${origin}/b/${await issueLink(sql, id)}`;
	}
	return null;
}
