import { block } from '../../occupancy/block.ts';
import type { Staff } from '../../accounts/staff.ts';
import { move } from '../../bookings/move.ts';
import type { Sql } from '../connection.ts';

const HALF_HOUR = 30 * 60_000;
const DAY = 48 * HALF_HOUR;

type Upcoming = { id: number; fieldworkerId: number; startsAt: number; endsAt: number };

/**
 * What a newcomer finds to resolve in the coming days: a booking that staff have put onto another
 * one of the same fieldworker, and one in whose time another fieldworker is away.
 */
export async function makeClashes(sql: Sql, by: Staff, now: number): Promise<void> {
	const coming = await readComing(sql, now);
	const one = coming.find(({ id, fieldworkerId }) =>
		coming.some((other) => other.id !== id && other.fieldworkerId === fieldworkerId)
	);
	const other = coming.find(
		({ id, fieldworkerId }) => id !== one?.id && fieldworkerId === one?.fieldworkerId
	);
	if (one && other) {
		const half = (one.endsAt - one.startsAt) / 2;
		await move(sql, {
			bookingId: other.id,
			startsAt: one.startsAt + half,
			reason: 'Squeezed in, they cannot on any other day',
			actor: { kind: 'staff', staffId: by.id, notify: false, override: true }
		});
	}
	const away = coming.find(({ fieldworkerId }) => fieldworkerId !== one?.fieldworkerId);
	if (away) {
		const { fieldworkerId, startsAt, endsAt } = away;
		const event = { fieldworkerId, startsAt: startsAt - HALF_HOUR, endsAt, title: 'Appointment' };
		await block(sql, { ...event, by });
	}
}

/** The bookings of the week that begins in a day, by time. */
async function readComing(sql: Sql, now: number): Promise<Upcoming[]> {
	return sql<Upcoming[]>`
		select
			id,
			fieldworker_id as "fieldworkerId",
			starts_at as "startsAt",
			ends_at as "endsAt"
		from booking
		where status = 'confirmed'
			and starts_at between ${now + DAY} and ${now + 7 * DAY}
		order by starts_at, id
	`;
}
