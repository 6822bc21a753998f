import type { Queryable } from '../database/connection.ts';
import { readMailSettings } from '../settings/mail.ts';
import type { PauseScope } from './pause.ts';
import { mailWaits } from './paused.ts';

/** How many mails to customers still wait, and what holds them: pauses of these, or of all. */
export type Held = { waiting: number; bookings: number[]; customers: string[]; all: boolean };

/** What holds the mail of a scope, which need not be its own pause. */
export async function readHeld(sql: Queryable, scope: PauseScope): Promise<Held> {
	const [[held], { paused }] = await Promise.all([
		sql<Omit<Held, 'all'>[]>`
			select
				count(*) as waiting,
				coalesce(
					json_agg(distinct b.id) filter (where b.mail_paused_at is not null), '[]'
				) as bookings,
				coalesce(
					json_agg(distinct c.name) filter (where c.mail_paused_at is not null), '[]'
				) as customers
			from mail
			join booking b on b.id = mail.booking_id
			join customer c on c.id = b.customer_id
			where mail.state in ('queued', 'paused')
				and mail.staff_id is null
				and ${mailWaits(sql)}
				and ${within(sql, scope)}
		`,
		readMailSettings(sql)
	]);
	return { waiting: 0, bookings: [], customers: [], ...held, all: paused !== null };
}

function within(sql: Queryable, scope: PauseScope) {
	if (scope === 'all') return sql`true`;
	return 'bookingId' in scope ? sql`b.id = ${scope.bookingId}` : sql`c.id = ${scope.customerId}`;
}
