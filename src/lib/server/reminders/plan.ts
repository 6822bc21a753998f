import {
	isTold,
	isTooSoon,
	remindersFor,
	type LastReminder,
	type PlannedReminder
} from '../../scheduling/reminders.ts';
import type { Transaction } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readMailSettings } from '../settings/mail.ts';
import { shareReminderSettings } from './lock.ts';

/**
 * A booking, whether anybody is reminded of it, the reminders that are planned for it, and the last that
 * went out of its present time.
 */
type Reminded = {
	id: number;
	startsAt: number;
	reminds: boolean;
	planned: PlannedReminder[];
	last: LastReminder | null;
	now: number;
};

type Row = PlannedReminder & { bookingId: number };

/**
 * Makes the reminders of these bookings, and their jobs, what they should be by now, in the
 * transaction that changed something about them (R2, R6); where nothing is amiss, nothing is written.
 * A time that has passed is not planned any more; a reminder that is late already, as no worker ran,
 * is left to its job. Nobody is reminded again of what they were reminded of. The bookings must be
 * locked. Cheap, as every move comes through here.
 */
export async function planReminders(tx: Transaction, bookingIds: readonly number[]): Promise<void> {
	// Sent in one go, each with a look of its own: the settings are those that the lock keeps.
	const [, settings, business, bookings] = await Promise.all([
		shareReminderSettings(tx),
		readMailSettings(tx),
		requireBusiness(tx),
		readReminded(tx, bookingIds)
	]);
	const rows = bookings.map((booking) => {
		const wanted = booking.reminds ? remindersFor({ ...booking, ...settings, ...business }) : [];
		return difference(booking, withoutTold(booking, wanted));
	});
	await store(
		tx,
		rows.flatMap(({ gone }) => gone),
		rows.flatMap(({ added }) => added)
	);
}

async function readReminded(tx: Transaction, ids: readonly number[]): Promise<Reminded[]> {
	return tx<Reminded[]>`
		select
			b.id,
			b.starts_at as "startsAt",
			b.status = 'confirmed'
				and b.starts_at > reslot_clock()
				and s.reminders
				and c.reminders
				and c.erased_at is null as reminds,
			coalesce(
				(
					select json_agg(
						json_build_object(
							'minutesBefore', r.minutes_before,
							'dueAt', round(extract(epoch from r.due_at) * 1000)
						)
					)
					from reminder r
					where r.booking_id = b.id
				),
				'[]'
			) as planned,
			case
				when d.at is not null
				then json_build_object(
					'minutesBefore', d.minutes_before, 'at', floor(extract(epoch from d.at) * 1000)
				)
			end as last,
			reslot_clock() as now
		from booking b
		join service s on s.id = b.service_id
		join customer c on c.id = b.customer_id
		left join reminded d on d.booking_id = b.id and d.starts_at = b.starts_at
		where b.id = any(${ids as number[]}::bigint[])
	`;
}

/** What is planned already was so when the last went out, and stands however soon it is after that. */
function withoutTold({ last, planned, startsAt }: Reminded, wanted: PlannedReminder[]) {
	if (!last) return wanted;
	const isNew = ({ minutesBefore }: PlannedReminder) =>
		!planned.some((one) => one.minutesBefore === minutesBefore);
	return wanted.filter(
		(one) => !isTold(one, last) && !(isNew(one) && isTooSoon(one, last, startsAt))
	);
}

/** What has to go, and what has to come or be due at another time. */
function difference(booking: Reminded, wanted: PlannedReminder[]) {
	const same = (one: PlannedReminder) => (other: PlannedReminder) =>
		one.minutesBefore === other.minutesBefore && one.dueAt === other.dueAt;
	const added = wanted.filter((one) => one.dueAt > booking.now && !booking.planned.some(same(one)));
	const gone = booking.planned.filter(
		(one) =>
			!wanted.some(same(one)) &&
			!added.some(({ minutesBefore }) => minutesBefore === one.minutesBefore)
	);
	const rowOf = (reminder: PlannedReminder): Row => ({ bookingId: booking.id, ...reminder });
	return { gone: gone.map(rowOf), added: added.map(rowOf) };
}

/** The jobs go and come with the rows, in one statement. A running job of the same key is a past one. */
async function store(tx: Transaction, gone: readonly Row[], added: readonly Row[]): Promise<void> {
	if (gone.length + added.length === 0) return;
	const bookings = (rows: readonly Row[]) => rows.map(({ bookingId }) => bookingId);
	const minutes = (rows: readonly Row[]) => rows.map(({ minutesBefore }) => minutesBefore);
	await tx`
		with gone as (
			delete from reminder r
			using unnest(${bookings(gone)}::bigint[], ${minutes(gone)}::integer[])
				as row (booking_id, minutes_before)
			where r.booking_id = row.booking_id
				and r.minutes_before = row.minutes_before
			returning r.booking_id, r.minutes_before
		),
		added as (
			insert into reminder (booking_id, minutes_before, due_at)
			select booking_id, minutes_before, to_timestamp(due / 1000)
			from unnest(
				${bookings(added)}::bigint[],
				${minutes(added)}::integer[],
				${added.map(({ dueAt }) => dueAt)}::float8[]
			) as row (booking_id, minutes_before, due)
			on conflict (booking_id, minutes_before) do update
			set due_at = excluded.due_at
			returning booking_id, minutes_before, due_at
		)
		select graphile_worker.remove_job(${jobKey(tx)})
		from gone reminder
		union all
		select graphile_worker.add_jobs(array_agg(${jobSpec(tx)}))
		from added reminder
		having count(*) > 0
	`;
}

/** Added together, jobs cost half as much as one by one. */
const jobSpec = (tx: Transaction) => tx`
	(
		'remind', json_build_object('bookingId', booking_id), null, due_at, null, ${jobKey(tx)}, null, null
	)::graphile_worker.job_spec
`;

/** A reminder has one job, known by the booking and the minutes. */
const jobKey = (tx: Transaction) =>
	tx`concat_ws(':', 'reminder', reminder.booking_id, reminder.minutes_before)`;
