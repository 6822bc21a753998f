import { beforeEach, expect, it } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { tasks } from '../../../src/lib/server/jobs/tasks.ts';
import { changeProfile } from '../../../src/lib/server/portal/profile.ts';
import { planRemindersOf } from '../../../src/lib/server/reminders/plan-customer.ts';
import { remind } from '../../../src/lib/server/reminders/remind.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { waitsFor } from '../../support/waiting.ts';

const { sql, url } = await testDatabase();
const HOUR = 3_600_000;
let shop: Shop;
let first: Awaited<ReturnType<Shop['booked']>>;
let customerId: number;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	first = await shop.booked(shop.at(4, 14));
	customerId = first.customer.id;
});

/** Their choice, as the profile stores it. */
async function want(reminders: boolean): Promise<void> {
	const [now] = await sql<Parameters<typeof changeProfile>[2]['seen'][]>`
		select name, phone, address, time_zone as "timeZone", locale, reminders
		from customer
		where id = ${customerId}
	`;
	const saved = await changeProfile(sql, customerId, {
		profile: { ...now!, reminders },
		seen: now!
	});
	expect(saved).toEqual({ result: 'saved' });
}
const jobs = () => sql<{ task: string; payload: unknown }[]>`
	select identifier as task, payload
	from graphile_worker._private_jobs job
	join graphile_worker._private_tasks task on task.id = job.task_id
	where identifier like 'plan_%'
`;
const hoursLeft = async () =>
	(await plannedReminders(sql)).map(({ minutesBefore }) => minutesBefore / 60);

it('a customer who wants no reminders has none planned, and gets them back', async () => {
	await shop.booked(shop.at(5, 14));
	expect(await hoursLeft()).toEqual([24, 2, 24, 2]);
	await want(false);
	const [job] = await jobs();
	expect(job).toEqual({ task: 'plan_customer_reminders', payload: { customerId } });
	await tasks[job!.task]!.run(job!.payload, { sql } as never);
	// The other customer's are as they were.
	expect(await hoursLeft()).toEqual([24, 2]);
	expect(await reminderJobs(sql)).toEqual(await plannedReminders(sql));
	await want(true);
	await planRemindersOf(sql, customerId);
	expect(await hoursLeft()).toEqual([24, 2, 24, 2]);
	expect(await reminderJobs(sql)).toEqual(await plannedReminders(sql));
});

it('what does not change whether they want reminders plans nothing', async () => {
	await want(true);
	expect(await jobs()).toEqual([]);
});

it('moving a booking of theirs plans none either', async () => {
	await want(false);
	await planRemindersOf(sql, customerId);
	await move(sql, {
		...{ bookingId: first.id, startsAt: shop.at(5, 10), reason: '', actor: BY_LINK }
	});
	expect(await hoursLeft()).toEqual([]);
});

it('a reminder that is due before the planning came is not sent', async () => {
	await want(false);
	const later = clockAt(url, first.startsAt - 24 * HOUR + 60_000);
	await remind(later, first.id);
	await later.end();
	expect(await sql`select from mail where kind = 'reminder'`).toHaveLength(0);
	expect(await hoursLeft()).toEqual([]);
});

it('a reminder that waits to be sent is dropped', async () => {
	const later = clockAt(url, first.startsAt - 24 * HOUR + 60_000);
	await remind(later, first.id);
	await want(false);
	await keepWaitingMail(later);
	await later.end();
	const [mail] = await sql`select state, problem from mail where kind = 'reminder'`;
	expect(mail).toEqual({
		state: 'superseded',
		problem: 'The customer wants no reminders any more'
	});
});

it.each([true, false])(
	'a booking that is made while they change their mind is planned by it (to %s)',
	async (reminders) => {
		await sql`update customer set reminders = ${!reminders} where id = ${customerId}`;
		let changing: Promise<void> | undefined;
		const booked = await sql.begin(async (tx) => {
			const outcome = await book(tx as never, {
				serviceId: shop.serviceId,
				fieldworkerId: shop.fieldworkerIds[1]!,
				startsAt: shop.at(6, 9),
				customer: { name: 'x', email: first.customer.email, phone: '', address: '' },
				notes: '',
				requestId: crypto.randomUUID(),
				actor: { kind: 'system', notify: false }
			});
			changing = want(reminders);
			await waitsFor(sql, 'row');
			return outcome;
		});
		await changing;
		await planRemindersOf(sql, customerId);
		expect(booked.result).toBe('booked');
		const left = (await plannedReminders(sql)).filter(({ bookingId }) => bookingId !== first.id);
		expect(left).toHaveLength(reminders ? 2 : 0);
	}
);
