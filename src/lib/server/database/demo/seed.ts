import { addDays, instantOf, localDate, weekdayOf } from '../../../scheduling/zoned-time.ts';
import { createStaff, type Staff } from '../../accounts/staff.ts';
import { prepare } from '../../mail/outbox.ts';
import { block } from '../../occupancy/block.ts';
import { addFieldworker } from '../../people/fieldworkers.ts';
import { remind } from '../../reminders/remind.ts';
import { addService } from '../../services.ts';
import { saveBusiness } from '../../settings/business.ts';
import { readFlags, saveFlags } from '../../settings/flags.ts';
import { saveHoursException, saveWeeklyHours } from '../../working-hours.ts';
import { connect, type Sql } from '../connection.ts';
import { transaction } from '../transaction.ts';
import * as cast from './cast.ts';
import { makeClashes } from './clashes.ts';
import { fillDiary, type Crew } from './diary.ts';
import { dice } from './random.ts';

/** Always the same throws: the demo differs from day to day by its dates alone. */
const SEED = 20_261;
/** Milliseconds since which two of its times are shared. */
const CLASHED = 20 * 60_000;
const ZONE = cast.DEMO_BUSINESS.timeZone;

/** Whether there is no owner yet: a demo's comes last, so one that was cut off counts as none. */
export async function isEmpty(sql: Sql): Promise<boolean> {
	const [owner] = await sql`select from staff where role = 'owner' limit 1`;
	return !owner;
}

/**
 * Fills an empty database with a business to try Reslot on: a team, services, customers, and a
 * diary around today that was kept through the same abilities as a real one. It uses a connection
 * of its own whose clock it sets, so that the past has really happened in the past. What a start
 * that was cut off has left of a demo is removed first.
 */
export async function seedDemo(
	url: string,
	origin: string,
	now: number = Date.now()
): Promise<void> {
	const sql = connect(url, { max: 1 });
	try {
		await removeRemains(sql);
		const crew = await hire(sql);
		const today = localDate(ZONE, now);
		await blockSomeTime(sql, crew, today);
		const stage = {
			sql,
			dice: dice(SEED),
			bookings: 0,
			setClock: (instant: number) => setClock(sql, instant),
			deliver: () => keepQueuedMail(sql, origin),
			remind: (bookingId: number) => sendReminders(sql, origin, { bookingId, now })
		};
		await fillDiary(stage, crew, today, now);
		await setClock(sql, now - CLASHED);
		await makeClashes(sql, await openAccounts(sql, crew[0]?.fieldworkerId), now);
		await createStaff(sql, { ...cast.DEMO_OWNER, role: 'owner' });
	} finally {
		await sql.end();
	}
}

/** Everybody's but the owner's. Answers with the admin. */
async function openAccounts(sql: Sql, fieldworkerId: number | undefined): Promise<Staff> {
	const { password } = cast.DEMO_OWNER;
	const { admin, fieldworker } = cast.DEMO_STAFF;
	await createStaff(sql, { ...fieldworker, password, role: 'fieldworker', fieldworkerId });
	const created = await createStaff(sql, { ...admin, password, role: 'admin' });
	if (created.result !== 'created') throw new Error(`No admin of the demo: ${created.result}`);
	return created.staff;
}

async function removeRemains(sql: Sql): Promise<void> {
	await sql`
		truncate
			business,
			flags,
			service,
			fieldworker,
			working_hours,
			hours_exception,
			customer,
			staff
		restart identity
		cascade
	`;
}

/** The business, what it offers, and who does it. */
async function hire(sql: Sql): Promise<Crew> {
	await saveBusiness(sql, cast.DEMO_BUSINESS);
	await saveFlags(sql, { ...(await readFlags(sql)), tooLateWords: cast.TOO_LATE_WORDS });
	await transaction(sql, (tx) => saveWeeklyHours(tx, null, cast.BUSINESS_HOURS));
	const services: number[] = [];
	for (const service of cast.SERVICES) services.push(await addService(sql, service));
	const crew: Crew = [];
	for (const person of cast.FIELDWORKERS) {
		const serviceIds = person.services.map((position) => services[position]!);
		const fieldworkerId = await addFieldworker(sql, { ...person, serviceIds });
		crew.push({ fieldworkerId, serviceIds });
	}
	return crew;
}

/** A closed day, a late start, a day off, a team meeting and a van that needs a service. */
async function blockSomeTime(sql: Sql, crew: Crew, today: string): Promise<void> {
	const [mai, owen, priya] = crew.map(({ fieldworkerId }) => fieldworkerId);
	const next = (weekday: number, after: number) => {
		const date = addDays(today, after);
		return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
	};
	await transaction(sql, async (tx) => {
		await saveHoursException(tx, null, { date: next(1, 15), spans: [], note: 'Public holiday' });
		await saveHoursException(tx, mai!, {
			date: next(4, 5),
			spans: [{ opensMinute: 11 * 60, closesMinute: 16 * 60 + 30 }],
			note: 'Dentist'
		});
		await saveHoursException(tx, priya!, { date: next(2, 9), spans: [], note: 'Day off' });
	});
	const event = (date: string, from: number, until: number) => ({
		startsAt: instantOf(ZONE, date, from * 60),
		endsAt: instantOf(ZONE, date, until * 60)
	});
	await block(sql, { fieldworkerId: null, title: 'Team meeting', ...event(next(3, 1), 12, 13) });
	await block(sql, { fieldworkerId: owen!, title: 'Van service', ...event(next(5, 1), 13, 16) });
	await block(sql, { fieldworkerId: mai!, title: 'Training', ...event(next(2, 8), 8, 12) });
}

async function setClock(sql: Sql, instant: number): Promise<void> {
	await sql`
		select set_config(
			'reslot.clock_offset',
			(${instant}::timestamptz - clock_timestamp())::text,
			false
		)
	`;
}

/** Settles the mails that are waiting as kept: nothing of the demo is ever sent to anybody. */
async function keepQueuedMail(sql: Sql, origin: string): Promise<void> {
	const waiting = await sql<{ id: number }[]>`
		select id
		from mail
		where state = 'queued'
		order by id
	`;
	const sender = { domain: null, from: 'bookings@localhost', origin };
	for (const { id } of waiting) await prepare(sql, id, sender);
}

/** Reminds of one booking as often as is due by `now`, each time with the clock of that moment. */
async function sendReminders(
	sql: Sql,
	origin: string,
	{ bookingId, now }: { bookingId: number; now: number }
): Promise<void> {
	const due = await sql<{ dueAt: number }[]>`
		select due_at as "dueAt"
		from reminder
		where booking_id = ${bookingId}
			and due_at <= ${now}
		order by due_at
	`;
	for (const { dueAt } of due) {
		await setClock(sql, dueAt);
		await remind(sql, bookingId);
		await keepQueuedMail(sql, origin);
	}
}
