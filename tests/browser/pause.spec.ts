import { move } from '../../src/lib/server/bookings/move.ts';
import { sayWhenBriefly } from '../../src/lib/dates.ts';
import { BY_LINK, ZONE, type Shop } from '../support/shop.ts';
import { axe } from './axe.ts';
import { awake, isLive } from './pages.ts';
import { expect, test } from './reslot.ts';

/** Moves it as its customer does. */
async function moveTo(shop: Shop, bookingId: number, startsAt: number): Promise<void> {
	const moved = await move(shop.sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
	expect(moved.result).toBe('moved');
}

/** How many mails of each state there are to customers. */
const states = async ({ sql }: Shop) =>
	(
		await sql<{ state: string }[]>`
			select state
			from mail
			where staff_id is null
			order by id
		`
	).map(({ state }) => state);

/** The words of a time that a mail has in its subject, whatever its form. */
const timeOf = (at: number) =>
	sayWhenBriefly(at, { timeZone: ZONE, locale: 'en-US' }).replace(/^.*, /, '');

test('email about a booking is paused: the board says so, and after that one mail goes', async ({
	page,
	context,
	shop,
	mailgun,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await expect.poll(() => states(shop)).toEqual(['sent']);
	await signIn(page);
	const board = await context.newPage();
	await board.goto(`/admin?date=${shop.date(3)}&view=day`);
	await isLive(board);
	const entry = board.locator(`a[href="/admin/bookings/${id}"]`);
	await expect(entry).toBeVisible();
	await expect(entry).not.toHaveAttribute('title', /Email paused/);

	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByRole('button', { name: 'Pause email about this booking' }).click();
	await expect(page.getByText('Email about this booking is paused since')).toBeVisible();
	await expect(entry).toHaveAttribute('title', /^Email paused, Customer 1/);
	await expect(entry).toContainText('Email paused');

	mailgun.messages.length = 0;
	await moveTo(shop, id, shop.at(3, 10));
	await moveTo(shop, id, shop.at(3, 14));
	await expect.poll(() => states(shop)).toEqual(['sent', 'paused', 'paused']);
	await expect(page.getByText('2 emails wait.')).toBeVisible();
	expect(mailgun.messages).toEqual([]);

	await page.getByRole('button', { name: 'Resume email about this booking' }).click();
	await expect(page.getByText('2 emails that waited go out now')).toBeVisible();
	await expect.poll(() => states(shop)).toEqual(['sent', 'superseded', 'sent']);
	expect(mailgun.messages.map(({ to }) => to)).toEqual([
		expect.stringContaining('customer1@example.com')
	]);
	expect(mailgun.messages[0]!.text).toContain(timeOf(shop.at(3, 14)));
	await expect(entry).not.toHaveAttribute('title', /Email paused/);
});

test('the panel of the board pauses and resumes as well', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}&view=day&booking=${id}`);
	const panel = page.getByRole('complementary', { name: `Booking #${id}` });
	await panel.getByRole('button', { name: 'Pause email about this booking' }).click();
	await expect(panel.getByText('Email about this booking is paused since')).toBeVisible();
	await panel.getByRole('button', { name: 'Resume email about this booking' }).click();
	await expect(panel.getByText('Email about this booking is paused since')).toHaveCount(0);
	await expect(panel.getByRole('button', { name: 'Pause email' })).toBeFocused();
});

test('email to a customer is paused, which each of their bookings says', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	const booking = await shop.booked(shop.at(3, 9));
	await expect.poll(() => states(shop)).toEqual(['sent']);
	await signIn(page);
	await page.goto(`/admin/customers/${booking.customer.id}`);
	await awake(page);
	await page.getByRole('button', { name: 'Pause email to this customer' }).click();
	await expect(page.getByText('All email to this customer is paused since')).toBeVisible();
	await expect(page.getByText('Email paused', { exact: true })).toBeVisible();
	mailgun.messages.length = 0;
	await moveTo(shop, booking.id, shop.at(3, 10));
	await expect(page.getByText('1 email waits.')).toBeVisible();

	await page.goto(`/admin/bookings/${booking.id}`);
	await page.getByRole('link', { name: 'All email to this customer' }).click();
	await awake(page);
	await page.getByRole('button', { name: 'Resume email to this customer' }).click();
	await expect(page.getByText('1 email that waited goes out now')).toBeVisible();
	await expect.poll(() => mailgun.messages.length).toBe(1);
});

test('email to everybody is paused: every open page says so, and by whom', async ({
	page,
	context,
	shop,
	mailgun,
	signIn
}) => {
	await signIn(page);
	const board = await context.newPage();
	await board.goto(`/admin?date=${shop.date(3)}&view=day`);
	await isLive(board);
	const banner = board.getByRole('region', { name: 'Email to customers' });
	await expect(banner).toHaveCount(0);

	await page.goto('/admin/emails');
	await awake(page);
	await page.getByText('Pause email to all customers').first().click();
	await page.getByRole('button', { name: 'Pause email to all customers' }).click();
	await expect(banner).toContainText('Email to customers is paused by Olga Owner since');
	await expect(banner).toContainText('No email waits so far.');
	await expect(page.getByRole('region', { name: 'Email to customers' })).toBeVisible();

	mailgun.messages.length = 0;
	await shop.booked(shop.at(3, 9));
	await expect.poll(() => states(shop)).toEqual(['paused']);
	await expect(banner).toContainText('1 email waits.');
	expect(mailgun.messages).toEqual([]);

	await banner.getByRole('button', { name: 'Resume email' }).click();
	await expect(banner).toContainText('Resumed. 1 email that waited goes out now');
	await expect.poll(() => mailgun.messages.length).toBe(1);
	await expect(page.getByText('Email to customers is paused')).toHaveCount(0);
	await expect(page.getByText('Pause email to all customers').first()).toBeVisible();
});

test('what says that email is paused can be read by everybody', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await shop.sql`update booking set mail_paused_at = reslot_clock()`;
	await shop.sql`update customer set mail_paused_at = reslot_clock()`;
	await shop.sql`insert into mail_settings (paused_at, paused_by) values (reslot_clock(), 'Olga')`;
	await signIn(page);
	for (const viewport of [
		{ width: 390, height: 844 },
		{ width: 1440, height: 900 }
	]) {
		await page.setViewportSize(viewport);
		for (const address of [
			`/admin?date=${shop.date(3)}&view=day`,
			`/admin/bookings/${id}`,
			'/admin/customers/1'
		]) {
			await page.goto(address);
			await awake(page);
			await expect(page.getByText('Email to customers is paused')).toBeVisible();
			const { violations } = await axe(page).analyze();
			expect(violations.map(({ id: rule }) => rule)).toEqual([]);
			const wide = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(wide, address).toBeLessThanOrEqual(0);
		}
	}
});

test('staff choose whether they are mailed what customers do', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto('/admin/account');
	await awake(page);
	const told = page.getByRole('switch', { name: 'Email me when a customer books' });
	await expect(told).not.toBeChecked();
	await told.check();
	await page.getByRole('button', { name: 'Save what is mailed to you' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await shop.booked(shop.at(3, 9));
	const notices = () => shop.sql`select from mail where kind = 'notice_booked'`;
	expect(await notices()).toHaveLength(1);

	await page.goto('/admin/settings/staff-accounts/1');
	await awake(page);
	await page.getByRole('switch', { name: 'Email them when a customer books' }).uncheck();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await shop.booked(shop.at(3, 11));
	expect(await notices()).toHaveLength(1);
	await page.goto('/admin/settings/audit-log');
	await expect(page.getByText('email about bookings').first()).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('mail is paused and resumed all the same', async ({ page, shop, signIn }) => {
		const { id } = await shop.booked(shop.at(3, 9));
		await signIn(page);
		await page.goto(`/admin/bookings/${id}`);
		await page.getByRole('button', { name: 'Pause email about this booking' }).click();
		await expect(page.getByText('Paused. What is written from now on waits.')).toBeVisible();
		await page.getByRole('button', { name: 'Resume email about this booking' }).click();
		await expect(page.getByText('Resumed.')).toBeVisible();
		await page.goto('/admin/emails');
		await page.getByText('Pause email to all customers').first().click();
		await page.getByRole('button', { name: 'Pause email to all customers' }).click();
		await expect(page.getByText('Email to customers is paused by Olga Owner')).toBeVisible();
		await page.goto(`/admin/bookings/${id}`);
		await page.getByRole('button', { name: 'Resume email', exact: true }).click();
		await expect(page.getByText('Email to customers is paused')).toHaveCount(0);
		await expect(page.getByText('Resumed.')).toBeVisible();
	});
});
