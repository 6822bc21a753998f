import { inbox } from '../support/inbox.ts';
import { day } from './picker.ts';
import { regular, signInAsCustomer } from './portal.ts';
import { expect, test } from './reslot.ts';

test('upcoming bookings say until when they can be changed, and lead to their page', async ({
	page,
	shop,
	mailgun
}) => {
	await shop.setFlags({ rescheduleNoticeHours: 24, cancelNoticeHours: 48 });
	const { email, bookingId, customerId } = await regular(shop, 'Jana', { days: 5, hour: 9 });
	const soon = await shop.booked(shop.at(1, 8), shop.fieldworkerIds[1]);
	const others = await shop.booked(shop.at(6, 9));
	await shop.sql`update booking set customer_id = ${customerId} where id = ${soon.id}`;
	await shop.sql`
		update booking
		set terms = '{"rescheduleNoticeHours": 400, "cancelNoticeHours": 400, "maxMoves": null}'
		where id = ${soon.id}
	`;
	await signInAsCustomer(page, mailgun, email);

	const cards = page.getByRole('article');
	await expect(cards).toHaveCount(2);
	await expect(cards.nth(0)).toContainText('With Worker 2');
	await expect(cards.nth(0)).toContainText('too close to your appointment');
	await expect(cards.nth(1)).toContainText('Confirmed');
	await expect(cards.nth(1)).toContainText('New York time');
	await expect(cards.nth(1)).toContainText(
		`You can change this until ${day(shop.at(4, 9))}, 9:00 AM`
	);
	await expect(cards.nth(1)).toContainText(`cancel it until ${day(shop.at(3, 9))}, 9:00 AM`);

	await cards.nth(1).getByRole('link').click();
	await page.waitForURL(`**/portal/bookings/${bookingId}`);
	await expect(page.getByText(day(shop.at(5, 9))).first()).toBeVisible();

	// Somebody else's booking is not there, whatever its number.
	const foreign = await page.goto(`/portal/bookings/${others.id}`);
	expect(foreign?.status()).toBe(404);
});

test('past bookings keep their state, can be booked again, and come in pages', async ({
	page,
	shop,
	mailgun
}) => {
	const { email, bookingId, customerId } = await regular(shop, 'Karla');
	await shop.sql`update booking set status = 'cancelled' where id = ${bookingId}`;
	// As many as make a second page; long over, each on a day of its own.
	await shop.sql`
		insert into booking (
			customer_id, service_id, fieldworker_id, starts_at, ends_at,
			buffer_before_minutes, buffer_after_minutes, status
		)
		select
			${customerId},
			${shop.serviceId},
			${shop.fieldworkerIds[1]!},
			reslot_clock() - make_interval(days => n),
			reslot_clock() - make_interval(days => n) + interval '1 hour',
			0,
			0,
			case n when 1 then 'completed' when 2 then 'no_show' else 'confirmed' end
		from generate_series(1, 21) n
	`;
	await signInAsCustomer(page, mailgun, email);
	await expect(page.getByText('Nothing is coming up')).toBeVisible();
	const rows = page.getByRole('region', { name: 'Past' }).getByRole('listitem');
	await expect(rows).toHaveCount(20);
	await expect(rows.nth(0)).toContainText('Cancelled');
	await expect(rows.nth(1)).toContainText('Took place');
	await expect(rows.nth(2)).toContainText('Missed');
	await expect(rows.nth(3)).toContainText('Over');

	await page.getByRole('link', { name: 'Earlier bookings' }).click();
	await expect(rows).toHaveCount(2);
	await expect(page.getByRole('heading', { name: 'Past, page 2 of 2' })).toBeVisible();
	await expect(page).toHaveTitle(/^Past, page 2 of 2 · /);
	await page.goto('/portal?page=99');
	await expect(page.getByRole('heading', { name: 'Past, page 2 of 2' })).toBeVisible();
	await expect(rows).toHaveCount(2);
	await page.getByRole('link', { name: 'Later bookings' }).click();
	await expect(rows).toHaveCount(20);

	await rows.nth(1).getByRole('link', { name: 'Book again' }).click();
	await page.waitForURL(`**/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[1]!}`);
});

test('a customer without bookings is led to where one is made', async ({ page, shop, mailgun }) => {
	const email = inbox('Lena');
	await shop.sql`insert into customer (name, email) values ('Lena', ${email})`;
	await signInAsCustomer(page, mailgun, email);
	await expect(page.getByText('Nothing is coming up')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Past' })).toHaveCount(0);
	await page.getByRole('link', { name: 'Schedule an appointment' }).first().click();
	await page.waitForURL('**/book');
});
