import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { issueLink, lockLinks, openLink } from './manage-link.ts';

/** Links to one booking after which a form that is sent again gets no other: each is a row. */
const ENOUGH = 20;

/**
 * The secret of a private link to a booking, for whoever sent the public form that made it, now or
 * before; `given` is the one that their browser was given then. Null where a form gives none any more:
 * staff have revoked a link of the booking, so that whoever had it stays out (R5), the customer was
 * erased, it was not booked by a visitor, or there are links enough. What is mailed is not bound by this.
 */
export async function linkForForm(
	sql: Sql,
	bookingId: number,
	given: string | null
): Promise<string | null> {
	if (given !== null && (await openLink(sql, given)) === bookingId) return given;
	return transaction(sql, async (tx) => {
		await lockLinks(tx, bookingId);
		const [judged] = await tx<{ gives: boolean }[]>`
			select
				customer.erased_at is null
				and exists (
					select
					from booking_change made
					where made.booking_id = booking.id
						and made.action = 'booked'
						and made.channel = 'public'
				)
				and (
					select count(*) < ${ENOUGH} and count(revoked_at) = 0
					from manage_link link
					where link.booking_id = booking.id
				) as gives
			from booking
			join customer on customer.id = booking.customer_id
			where booking.id = ${bookingId}
		`;
		return judged?.gives ? issueLink(tx, bookingId) : null;
	});
}
