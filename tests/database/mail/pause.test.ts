import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Staff } from '../../../src/lib/server/accounts/staff.ts';
import { readHeld } from '../../../src/lib/server/mail/held.ts';
import { bookingMails } from '../../../src/lib/server/mail/log.ts';
import { pauseMail, type PauseScope } from '../../../src/lib/server/mail/pause.ts';
import {
	readPausedForAll,
	readPausesOfBooking,
	readPausesOfCustomer
} from '../../../src/lib/server/mail/pauses.ts';
import { queueStaffMail } from '../../../src/lib/server/mail/queue.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const people = staffOf(sql);

let shop: Shop;
let owner: Staff;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	owner = await people.somebody('owner');
	await sql`update staff set booking_notices = false`;
});
afterEach(() => resume('all'));

const pause = (scope: PauseScope) => pauseMail(sql, { scope, paused: true, by: owner });
const resume = (scope: PauseScope) => pauseMail(sql, { scope, paused: false, by: owner });

/** A booking whose confirmation has gone. */
async function booked(hour = 9) {
	const booking = await shop.booked(shop.at(5, hour));
	await keepWaitingMail(sql);
	return booking;
}

async function moveTo(bookingId: number, hour: number) {
	const startsAt = shop.at(5, hour);
	const moved = await move(sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
	if (moved.result !== 'moved') throw new Error(JSON.stringify(moved));
}

/** What became of a booking's mails, oldest first, once all that can go has gone. */
async function mailsOf(bookingId: number) {
	await keepWaitingMail(sql);
	const mails = await bookingMails(sql, bookingId);
	return mails.map(({ kind, state }) => `${kind} ${state}`).reverse();
}

describe('while mail is paused', () => {
	test('about one booking, that of another goes', async () => {
		const [one, other] = [await booked(9), await booked(11)];
		await pause({ bookingId: one.id });
		await moveTo(one.id, 10);
		await moveTo(other.id, 12);
		expect(await mailsOf(one.id)).toEqual(['confirmation kept', 'rescheduled paused']);
		expect(await mailsOf(other.id)).toEqual(['confirmation kept', 'rescheduled kept']);
		expect(await readPausesOfBooking(sql, one.id)).toEqual({
			booking: expect.any(Number),
			customer: null,
			all: null,
			waiting: 1
		});
	});

	test('to one customer, so is that about each of their bookings', async () => {
		const booking = await booked();
		await pause({ customerId: booking.customer.id });
		await moveTo(booking.id, 10);
		expect(await mailsOf(booking.id)).toEqual(['confirmation kept', 'rescheduled paused']);
		expect(await readPausesOfCustomer(sql, booking.customer.id)).toEqual({
			booking: null,
			customer: expect.any(Number),
			all: null,
			waiting: 1
		});
		const about = await readPausesOfBooking(sql, booking.id);
		expect(about).toMatchObject({ booking: null, customer: expect.any(Number) });
	});

	test('to all, it says by whom and how much waits', async () => {
		expect(await readPausedForAll(sql)).toBeNull();
		await pause('all');
		const booking = await shop.booked(shop.at(5, 9));
		expect(await mailsOf(booking.id)).toEqual(['confirmation paused']);
		expect(await readPausedForAll(sql)).toEqual({
			at: expect.any(Number),
			by: owner.name,
			waiting: 1
		});
	});

	test('staff are written to all the same, of bookings and of their accounts', async () => {
		await sql`update staff set booking_notices = true`;
		await pause('all');
		const booking = await shop.booked(shop.at(5, 9));
		await queueStaffMail(sql, { staffId: owner.id, kind: 'password_reset' });
		expect(await mailsOf(booking.id)).toEqual(['confirmation paused', 'notice_booked kept']);
		const [account] = await sql`select state from mail where kind = 'password_reset'`;
		expect(account).toEqual({ state: 'kept' });
	});

	test('to pause it once more changes nothing, not even since when', async () => {
		await pause('all');
		const before = await readPausedForAll(sql);
		expect(await pause('all')).toEqual({ result: 'unchanged' });
		expect(await readPausedForAll(sql)).toEqual(before);
	});
});

describe('when mail is resumed', () => {
	test('only what is still true is sent, and once', async () => {
		const booking = await booked();
		await pause({ bookingId: booking.id });
		for (const hour of [10, 11, 12]) await moveTo(booking.id, hour);
		await mailsOf(booking.id);
		expect(await resume({ bookingId: booking.id })).toEqual({ result: 'resumed', released: 3 });
		expect(await mailsOf(booking.id)).toEqual([
			'confirmation kept',
			'rescheduled superseded',
			'rescheduled superseded',
			'rescheduled kept'
		]);
	});

	test('a booking that was cancelled meanwhile is not said to have moved', async () => {
		const booking = await booked();
		await pause('all');
		await moveTo(booking.id, 10);
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		await mailsOf(booking.id);
		await resume('all');
		expect(await mailsOf(booking.id)).toEqual([
			'confirmation kept',
			'rescheduled superseded',
			'cancelled kept'
		]);
	});

	test('what another pause holds goes on waiting until that ends as well', async () => {
		const booking = await booked();
		const scopes: PauseScope[] = [
			'all',
			{ customerId: booking.customer.id },
			{ bookingId: booking.id }
		];
		for (const scope of scopes) await pause(scope);
		await moveTo(booking.id, 10);
		await mailsOf(booking.id);
		const holders = { all: true, customers: [booking.customer.name], bookings: [booking.id] };
		expect(await readHeld(sql, 'all')).toEqual({ waiting: 1, ...holders });
		for (const scope of scopes) {
			expect(await mailsOf(booking.id)).toEqual(['confirmation kept', 'rescheduled paused']);
			await resume(scope);
			if (scope === 'all') holders.all = false;
			else if ('customerId' in scope) holders.customers = [];
			else break;
			expect(await readHeld(sql, scope)).toEqual({ waiting: 1, ...holders });
		}
		expect((await readHeld(sql, 'all')).waiting).toBe(0);
		expect(await mailsOf(booking.id)).toEqual(['confirmation kept', 'rescheduled kept']);
	});

	test('each mail has a job again, and the log tells that it waited', async () => {
		const booking = await booked();
		await pause('all');
		await moveTo(booking.id, 10);
		await mailsOf(booking.id);
		await sql`delete from graphile_worker._private_jobs`;
		await resume('all');
		const [mail] = await bookingMails(sql, booking.id);
		const jobs = await sql`select key from graphile_worker.jobs where key = ${`mail:${mail!.id}`}`;
		expect(jobs).toHaveLength(1);
		const events = await sql<{ kind: string }[]>`
			select kind from mail_event where mail_id = ${mail!.id} order by id
		`;
		expect(events.map(({ kind }) => kind).slice(0, 2)).toEqual(['paused', 'resumed']);
	});

	test('the audit log has both, with whose mail it was', async () => {
		const { id, customer } = await booked();
		for (const scope of ['all', { customerId: customer.id }, { bookingId: id }] as const) {
			await pause(scope);
			await resume(scope);
			expect(await resume(scope)).toEqual({ result: 'unchanged' });
		}
		const acts = await sql<{ said: string }[]>`
			select concat_ws(' ', staff_name, action, subject) as said from audit order by id
		`;
		expect(acts.map(({ said }) => said)).toEqual(
			['all customers', `Customer ${customer.id}`, `Booking ${id}`].flatMap((whose) => [
				`${owner.name} mail.paused ${whose}`,
				`${owner.name} mail.resumed ${whose}`
			])
		);
	});
});

describe('who is not there', () => {
	test('has no mail to pause', async () => {
		expect(await pause({ bookingId: 999 })).toEqual({ result: 'not_found' });
		expect(await pause({ customerId: 999 })).toEqual({ result: 'not_found' });
	});

	test('or was erased: what waited for them is gone', async () => {
		const booking = await booked();
		await pause({ customerId: booking.customer.id });
		await moveTo(booking.id, 10);
		await mailsOf(booking.id);
		const { id, name: typedName } = booking.customer;
		const erased = await eraseCustomer(sql, { id, typedName, upcoming: 1, by: owner });
		expect(erased.result).toBe('erased');
		expect(await resume({ customerId: booking.customer.id })).toEqual({ result: 'not_found' });
		const states = await sql`select from mail where state in ('queued', 'paused')`;
		expect(states).toHaveLength(0);
	});
});
