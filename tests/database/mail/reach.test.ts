import { beforeEach, expect, test } from 'vitest';
import { readReach } from '../../../src/lib/server/mail/reach.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

async function booked() {
	const { id: bookingId, customer } = await shop.booked(shop.at(5, 9));
	return { bookingId, email: customer.email };
}

type Booked = Awaited<ReturnType<typeof booked>>;
/** What the customer is told, signed in; and what whoever has the booking's link is told. */
const toThemselves = (booking: Booked) => readReach(sql, { ...booking, toThemselves: true });
const byLink = (booking: Booked) => readReach(sql, { ...booking, toThemselves: false });

test('a customer is promised mail while nothing holds it', async () => {
	const booking = await booked();
	expect(await toThemselves(booking)).toBe('on_its_way');
	expect(await byLink(booking)).toBe('on_its_way');
});

test('nothing is promised while mail about the booking or to all is paused', async () => {
	const booking = await booked();
	await sql`update booking set mail_paused_at = reslot_clock()`;
	expect(await toThemselves(booking)).toBe('unknown');
	expect(await byLink(booking)).toBe('unknown');
	await sql`update booking set mail_paused_at = null`;
	await sql`insert into mail_settings (paused_at, paused_by) values (reslot_clock(), 'Olga')`;
	expect(await toThemselves(booking)).toBe('unknown');
	expect(await byLink(booking)).toBe('unknown');
});

/** Something is the matter with the address, as a mail about that booking told. */
const trouble = (email: string, kind: string, of: number) => sql`
	with mail as (
		insert into mail (booking_id, booking_version, kind, to_email, to_name, state)
		values (${of}, 1, 'confirmation', ${email}, '', 'sent')
		returning id
	)
	insert into address_trouble (email, kind, mail_id)
	select lower(${email}), ${kind}, id
	from mail
`;

test('an address that mail does not reach is told of, and who wants none is promised none', async () => {
	const booking = await booked();
	await trouble(booking.email, 'bounced', booking.bookingId);
	expect(await toThemselves(booking)).toBe('not_arriving');
	expect(await byLink(booking)).toBe('not_arriving');
	await sql`update address_trouble set kind = 'complained'`;
	expect(await toThemselves(booking)).toBe('unknown');
	expect(await byLink(booking)).toBe('unknown');
});

test('who types an address does not learn that it is a customer’s: what is known of it is told to them alone', async () => {
	const { id: before, customer } = await shop.booked(shop.at(4, 9));
	const booking = await booked();
	await sql`update booking set customer_id = ${customer.id} where id = ${booking.bookingId}`;
	const theirs = { ...booking, email: customer.email };
	await trouble(customer.email, 'bounced', before);
	expect(await toThemselves(theirs)).toBe('not_arriving');
	expect(await byLink(theirs)).toBe('on_its_way');
	await sql`delete from address_trouble`;
	await sql`update customer set mail_paused_at = reslot_clock()`;
	expect(await toThemselves(theirs)).toBe('unknown');
	expect(await byLink(theirs)).toBe('on_its_way');
});
