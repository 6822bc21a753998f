import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { move } from '../../src/lib/server/bookings/move.ts';
import { dice, type Dice } from '../../src/lib/server/database/demo/random.ts';
import type { Taken } from '../../src/lib/server/mail/events.ts';
import { readMailSettings } from '../../src/lib/server/settings/mail.ts';
import { remindersFor } from '../../src/lib/scheduling/reminders.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { mailsOnTheirWay, unexplainedMails } from '../support/mail-ends.ts';
import { startMailgunStandIn, type ReceivedMessage } from '../support/mailgun-stand-in.ts';
import type { Fault } from '../support/mailgun/faults.ts';
import { startReports } from '../support/mailgun/reports.ts';
import { startMortalWorker } from '../support/mortal-worker.ts';
import { BY_LINK, openShop, ZONE, type Shop } from '../support/shop.ts';
import { staffOf } from '../support/staff.ts';

// A thousand customers move their bookings three times while workers are killed over and over and
// Mailgun fails one request in five, and tells of some of what it took: what is told in the end, to
// them and to staff, is what is booked.

const BOOKINGS = 1_000;
const MOVES = 3;
const WRITERS = 8;
const FIELDWORKERS = 20;
const HOURS = 10;
/** Days on which all of them have their bookings; each move takes everybody that much further. */
const DAYS = BOOKINGS / FIELDWORKERS / HOURS;

/** Milliseconds a worker lives that finds nothing to do; and one that does nothing of what there is. */
const [BORED, STUCK] = [500, 10_000];

/** Of every so many mails Mailgun tells what becomes of them. */
const TOLD = 5;

const TROUBLE: Fault[] = [
	{ kind: 'status', status: 500 },
	{ kind: 'reset_before' },
	{ kind: 'reset_after_accept' },
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'truncated' },
	{ kind: 'status', status: 503 },
	{ kind: 'reset_after_accept' },
	{ kind: 'status', status: 502 },
	{ kind: 'status', status: 429 },
	{ kind: 'truncated' }
];

const { sql, url } = await testDatabase();
const mailgun = await startMailgunStandIn();
afterAll(() => mailgun.stop());

/** Where the nth booking is after so many moves: nobody is ever in anybody's way. */
function placeOf(shop: Shop, n: number, moves: number) {
	const turn = Math.floor(n / FIELDWORKERS);
	const day = 5 + moves * DAYS + Math.floor(turn / HOURS);
	return {
		startsAt: shop.at(day, 8 + (turn % HOURS)),
		fieldworkerId: shop.fieldworkerIds[n % FIELDWORKERS]!
	};
}

/**
 * How long a worker lives: until Mailgun was asked for so much more, or nothing more for a while: a
 * short one when all that is left waits for what happens between two lives.
 */
function someWork(chance: Dice) {
	return async (ended: AbortSignal) => {
		const enough = mailgun.attempts + chance.between(150, 300);
		let [last, since] = [mailgun.attempts, Date.now()];
		while (!ended.aborted && mailgun.attempts < enough && Date.now() - since < STUCK) {
			await sleep(20);
			if (mailgun.attempts !== last) [last, since] = [mailgun.attempts, Date.now()];
			else if (Date.now() - since > BORED && !(await isThereWork())) return;
		}
	};
}

/** Whether a mail is due, or in the hands of a worker, who may be dead. */
async function isThereWork(): Promise<boolean> {
	const jobs = await sql`
		select
		from graphile_worker.jobs
		where task_identifier = 'send_mail'
			and (run_at <= now() or locked_at is not null)
		limit 1
	`;
	return jobs.length > 0;
}

/** Does something for each of the bookings, several at a time. */
async function forAll(act: (n: number) => Promise<void>): Promise<void> {
	let next = 0;
	const write = async () => {
		while (next < BOOKINGS) await act(next++);
	};
	await Promise.all(Array.from({ length: WRITERS }, write));
}

/**
 * What every life of a worker begins with: minutes later, so that Mailgun's events can be relied on
 * to tell of what the one before had sent, and with everything that waits to be tried again due.
 */
function reborn() {
	let minutes = 0;
	const database = new URL(url).pathname.slice(1);
	return async () => {
		minutes += 3;
		await sql.begin(async (tx) => {
			// Postgres does not let two sessions change this at once.
			await tx`select pg_advisory_xact_lock(1)`;
			await tx.unsafe(`alter database ${database} set reslot.clock_offset = '${minutes} minutes'`);
		});
		await sql`
			update graphile_worker._private_jobs
			set run_at = now()
			where key like 'mail:%'
				and locked_at is null
				and run_at > now()
		`;
	};
}

/** Gives a fieldworker an account, which is told of what becomes of their bookings; their address. */
async function tellOfOwnBookings(fieldworkerId: number): Promise<string> {
	const { id, email } = await staffOf(sql).somebody('fieldworker');
	await sql`
		update staff
		set fieldworker_id = ${fieldworkerId}, booking_notices = true
		where id = ${id}
	`;
	return email;
}

test('a thousand customers each read of the final time, once, whatever fails on the way', async () => {
	const shop = await openShop(sql, { fieldworkers: FIELDWORKERS });
	const reader = await tellOfOwnBookings(shop.fieldworkerIds[0]!);
	await shop.setFlags({ furthestDays: 365, maxMoves: null });
	mailgun.failOneIn(5, TROUBLE);
	const ids: number[] = [];
	await forAll(async (n) => {
		const { startsAt, fieldworkerId } = placeOf(shop, n, 0);
		ids[n] = (await shop.booked(startsAt, fieldworkerId)).id;
	});
	const nextLife = reborn();
	const environment = {
		MAILGUN_API_KEY: 'key-test',
		MAILGUN_DOMAIN: 'mg.test',
		MAILGUN_URL: mailgun.url
	};
	const workers = [1, 2].map((seed) =>
		startMortalWorker(url, { environment, until: someWork(dice(seed)), reborn: nextLife })
	);
	const endWorkers = () => Promise.all(workers.map((worker) => worker.end()));
	onTestFinished(async () => void (await endWorkers()));
	const reports = startReports(sql, mailgun, { oneIn: TOLD });
	onTestFinished(() => reports.end());
	for (let moves = 1; moves <= MOVES; moves++) {
		await forAll(async (n) => {
			const { startsAt } = placeOf(shop, n, moves);
			const bookingId = ids[n]!;
			const moved = await move(sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
			expect(moved.result).toBe('moved');
		});
	}
	await eventually(
		() => mailsOnTheirWay(sql),
		({ length }) => length === 0,
		300_000
	);
	await endWorkers();
	await reports.end();
	expect(Math.min(...workers.map(({ deaths }) => deaths))).toBeGreaterThan(2);

	checkMessages(shop, ids);
	checkNotices(shop, ids, reader);
	checkReports(reports.told);
	await checkReminders(shop, ids);
	await checkTimelines();
}, 600_000);

/** Everybody has exactly one message of their final version, as the last; no message came twice. */
function checkMessages(shop: Shop, ids: readonly number[]): void {
	const copies = Map.groupBy(mailgun.messages, ({ variables }) => variables['mail-id']);
	expect([...copies.values()].filter(({ length }) => length > 1)).toEqual([]);
	const theirs = mailgun.messages.filter(({ to }) => to.includes('Customer'));
	const versions = Map.groupBy(theirs, ({ variables }) => variables['booking-id']);
	for (const messages of versions.values()) {
		const told = messages.map(({ variables }) => Number(variables.version));
		expect(told).toEqual(told.toSorted((one, other) => one - other));
	}
	const final = Map.groupBy(
		theirs.filter(({ variables }) => Number(variables.version) === MOVES + 1),
		({ variables }) => Number(variables['booking-id'])
	);
	expect(final.size).toBe(BOOKINGS);
	for (const [n, bookingId] of ids.entries()) {
		const messages = final.get(bookingId)!;
		expect(messages).toHaveLength(1);
		expectTime(messages[0]!, placeOf(shop, n, MOVES).startsAt);
	}
}

const said = new Intl.DateTimeFormat('en-US', {
	...{ timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric' }
});

/** It says, large, when the booking is. */
function expectTime({ text }: ReceivedMessage, startsAt: number): void {
	const parts = said.formatToParts(startsAt);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	expect(text).toMatch(new RegExp(`${part('weekday')}.*${part('month')}.*${part('day')}`));
	expect(text).toMatch(new RegExp(`^${part('hour')}:00 ([AP]M )?–`, 'm'));
}

/** The fieldworker read of the last change of each of their bookings, once, and of nothing untrue. */
function checkNotices(shop: Shop, ids: readonly number[], reader: string): void {
	const notices = mailgun.messages.filter(({ to }) => to.includes(reader));
	const final = notices.filter(({ variables }) => Number(variables.version) === MOVES + 1);
	const theirs = ids.filter((_, n) => placeOf(shop, n, 0).fieldworkerId === shop.fieldworkerIds[0]);
	expect(final.map(({ variables }) => Number(variables['booking-id'])).toSorted(byNumber)).toEqual(
		theirs.toSorted(byNumber)
	);
	for (const notice of notices) {
		const moves = Number(notice.variables.version) - 1;
		const n = ids.indexOf(Number(notice.variables['booking-id']));
		expect(notice.subject).toMatch(moves === 0 ? /^New booking: / : /^Moved: /);
		expectTime(notice, placeOf(shop, n, moves).startsAt);
	}
}

const byNumber = (one: number, other: number) => one - other;

/** Mailgun told of some, once each. */
function checkReports(told: readonly Taken[]): void {
	expect(told.length).toBeGreaterThan(MOVES);
	expect(told.filter((taken) => taken !== 'noted')).toEqual([]);
}

/** Of each booking the reminders of its final time are planned, each by one job, and no others. */
async function checkReminders(shop: Shop, ids: readonly number[]): Promise<void> {
	const settings = await readMailSettings(sql);
	const expected = ids.flatMap((bookingId, n) => {
		const { startsAt } = placeOf(shop, n, MOVES);
		return remindersFor({ startsAt, ...settings, timeZone: ZONE }).map((reminder) => ({
			bookingId,
			...reminder
		}));
	});
	const inOrder = (rows: typeof expected) =>
		rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
	const rows = await sql<typeof expected>`
		select booking_id as "bookingId", minutes_before as "minutesBefore", due_at as "dueAt"
		from reminder
	`;
	expect(inOrder(rows)).toEqual(inOrder(expected));
	const jobs = await sql<typeof expected>`
		select
			split_part(key, ':', 2)::bigint as "bookingId",
			split_part(key, ':', 3)::integer as "minutesBefore",
			run_at as "dueAt"
		from graphile_worker.jobs
		where task_identifier = 'remind'
	`;
	expect(inOrder(jobs)).toEqual(inOrder(expected));
}

/** Every mail's end is explained by what the log tells of it. */
async function checkTimelines(): Promise<void> {
	expect(await unexplainedMails(sql)).toEqual([]);
	const [mails] = await sql<{ customers: number; staffs: number }[]>`
		select
			count(*) filter (where staff_id is null) as customers,
			count(*) filter (where kind in ('notice_booked', 'notice_moved')) as staffs
		from mail
	`;
	const customers = BOOKINGS * (MOVES + 1);
	expect(mails).toEqual({ customers, staffs: customers / FIELDWORKERS });
}
