import { beforeEach, describe, expect, test } from 'vitest';
import { createStaff, type Staff } from '../../../src/lib/server/accounts/staff.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { findMail } from '../../../src/lib/server/mail/log.ts';
import { queueNotices, queueStaffMail } from '../../../src/lib/server/mail/queue.ts';
import { sendAgain } from '../../../src/lib/server/mail/send-again.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let shop: Shop;
let by: Staff;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	by = await somebody('owner');
});

async function somebody(role: 'owner' | 'admin'): Promise<Staff> {
	const person = { name: role, email: `${role}@test.example`, password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role });
	if (created.result !== 'created') throw new Error(created.result);
	return created.staff;
}

const newest = async (to: 'customer' | 'staff') => {
	const [mail] = await sql<{ id: number }[]>`
		select id
		from mail
		where (staff_id is null) = ${to === 'customer'}
		order by id desc
		limit 1
	`;
	return (await findMail(sql, mail!.id))!;
};
const count = async () => (await sql`select from mail`).length;

describe('a mail to a customer', () => {
	test('is written anew, about the booking as it is now', async () => {
		const booking = await shop.booked(shop.at(5, 9));
		const first = await newest('customer');
		await sql`update mail set state = 'sent', created_at = created_at - interval '1 hour'`;
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		await sql`update mail set state = 'sent', created_at = created_at - interval '1 hour'`;
		expect(await sendAgain(sql, { mail: first, by })).toEqual({ result: 'queued' });
		const fresh = await newest('customer');
		expect(fresh).toMatchObject({ kind: 'cancelled', bookingId: booking.id, state: 'queued' });
		expect(fresh.id).not.toBe(first.id);
	});

	test('is written once where it is asked for twice, and at once where it came back', async () => {
		await shop.booked(shop.at(5, 9));
		const mail = await newest('customer');
		const before = await count();
		expect(await sendAgain(sql, { mail, by })).toMatchObject({ result: 'already' });
		expect(await count()).toBe(before);
		await sql`update mail set state = 'sent', delivery = 'failed'`;
		await sendAgain(sql, { mail, by });
		expect(await count()).toBe(before + 1);
	});

	test('is not sent once the appointment is over, which is said', async () => {
		await shop.booked(shop.at(5, 9));
		const mail = await newest('customer');
		await sql`update booking set status = 'completed'`;
		const outcome = await sendAgain(sql, { mail, by });
		expect(outcome).toMatchObject({
			result: 'refused',
			words: expect.stringContaining('over') as string
		});
	});
});

describe('a mail to staff', () => {
	test('about their account is sent with a new link, by whoever may look after it', async () => {
		await queueStaffMail(sql, { staffId: by.id, kind: 'password_reset' });
		const mail = await newest('staff');
		const admin = await somebody('admin');
		expect((await sendAgain(sql, { mail, by: admin })).result).toBe('refused');
		expect(await sendAgain(sql, { mail, by })).toEqual({ result: 'queued' });
		expect((await newest('staff')).id).toBeGreaterThan(mail.id);
	});

	test('about a booking told of a moment, and is not sent again', async () => {
		const { id: bookingId, fieldworker } = await shop.booked(shop.at(5, 9));
		const fieldworkerIds = [fieldworker.id];
		await queueNotices(sql, { bookingId, version: 1, kind: 'notice_booked', fieldworkerIds });
		const before = await count();
		expect((await sendAgain(sql, { mail: await newest('staff'), by })).result).toBe('refused');
		expect(await count()).toBe(before);
	});
});
