import { beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, SENDER } from '../../support/post.ts';
import { BY_LINK, type Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun } = post;

let shop: Shop;
let staff: Record<'owner' | 'own' | 'other', number>;
beforeEach(async () => {
	shop = await post.begin();
	const [first, second] = shop.fieldworkerIds as [number, number];
	staff = {
		owner: await addStaff('Olga', 'owner'),
		own: await addStaff('Finn', 'fieldworker', first),
		other: await addStaff('Gus', 'fieldworker', second)
	};
});

async function addStaff(name: string, role: string, fieldworkerId: number | null = null) {
	const [added] = await sql<{ id: number }[]>`
		insert into staff ${sql({
			name,
			email: `${name.toLowerCase()}@test.example`,
			role,
			fieldworker_id: fieldworkerId,
			password_hash: 'x'
		})}
		returning id
	`;
	return added!.id;
}

const notices = () => sql<{ id: number; kind: string; staffId: number; state: string }[]>`
	select id, kind, staff_id as "staffId", state
	from mail
	where kind like 'notice%'
	order by id
`;

async function sendNotices(): Promise<void> {
	for (const { id } of await notices()) await post.send(id);
}

const moveTo = (bookingId: number, startsAt: number, actor: Actor = BY_LINK) =>
	move(sql, { bookingId, startsAt, reason: 'The car broke down', actor });

describe('staff are told of what customers do', () => {
	test('owners of everything, fieldworkers of what is their own', async () => {
		await shop.booked(shop.at(5, 9));
		expect((await notices()).map(({ kind, staffId }) => [kind, staffId])).toEqual([
			['notice_booked', staff.owner],
			['notice_booked', staff.own]
		]);
	});

	test('each kind once, with old and new time, the comment, and a way to the booking', async () => {
		const { id } = await shop.booked(shop.at(5, 9));
		await sendNotices();
		await moveTo(id, shop.at(6, 14));
		await sendNotices();
		await cancel(sql, { bookingId: id, reason: 'Not needed any more', actor: BY_LINK });
		await sendNotices();
		const toOwner = mailgun.messages.filter(({ to }) => to.includes('olga@'));
		expect(toOwner).toHaveLength(3);
		const [, moved, cancelled] = toOwner;
		expect(moved!.text).toContain('The car broke down');
		expect(moved!.text).toMatch(/9:00/);
		expect(moved!.text).toMatch(/2:00/);
		expect(moved!.text).toContain(`${SENDER.origin}/admin/bookings/${id}`);
		expect(cancelled!.text).toContain('Not needed any more');
		for (const { html, text } of toOwner) expect(html + text).not.toContain('/b/');
	});

	test('not of what staff did, nor those who want to hear nothing', async () => {
		await sql`update staff set booking_notices = false where id = ${staff.owner}`;
		const { id } = await shop.booked(shop.at(5, 9));
		expect((await notices()).map(({ staffId }) => staffId)).toEqual([staff.own]);
		await moveTo(id, shop.at(6, 9), { kind: 'staff', staffId: staff.owner, notify: true });
		expect(await notices()).toHaveLength(1);
	});

	test('both fieldworkers hear when a booking changes hands', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		const { id } = await shop.booked(shop.at(5, 9));
		const [, second] = shop.fieldworkerIds;
		const wish = { bookingId: id, startsAt: shop.at(6, 9), fieldworkerId: second!, reason: '' };
		await move(sql, { ...wish, actor: BY_LINK });
		const moved = (await notices()).filter(({ kind }) => kind === 'notice_moved');
		expect(moved.map(({ staffId }) => staffId)).toEqual([staff.owner, staff.own, staff.other]);
	});
});

describe('a notice never contradicts the booking', () => {
	test('moved twice before the first left, only the last is told', async () => {
		const { id } = await shop.booked(shop.at(5, 9));
		await moveTo(id, shop.at(6, 10));
		await moveTo(id, shop.at(7, 15));
		await sendNotices();
		const toOwner = (await notices()).filter(({ staffId }) => staffId === staff.owner);
		expect(toOwner.map(({ kind, state }) => [kind, state])).toEqual([
			['notice_booked', 'superseded'],
			['notice_moved', 'superseded'],
			['notice_moved', 'sent']
		]);
	});

	test('it is told after an edit of details, and does not hold back the customer’s own mail', async () => {
		const { id } = await shop.booked(shop.at(5, 9));
		const details = { phone: '1', address: '', notes: '' };
		await editDetails(sql, { bookingId: id, details, actor: BY_LINK });
		const mails = await sql<{ id: number }[]>`select id from mail order by id desc`;
		for (const mail of mails) await post.send(mail.id);
		expect(await sql`select from mail where state = 'sent'`).toHaveLength(3);
	});

	test('whoever left, or asked for silence, before it was sent gets none', async () => {
		await shop.booked(shop.at(5, 9));
		await sql`update staff set active = false where id = ${staff.owner}`;
		await sql`update staff set booking_notices = false where id = ${staff.own}`;
		await sendNotices();
		expect(mailgun.messages).toHaveLength(0);
		expect((await notices()).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
	});
});
