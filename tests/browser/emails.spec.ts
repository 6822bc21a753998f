import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import type { Page } from '@playwright/test';
import type { MailgunStandIn } from '../support/mailgun-stand-in.ts';
import type { Shop } from '../support/shop.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

/** Books, and waits until Mailgun has the confirmation. */
async function booked(shop: Shop, mailgun: MailgunStandIn, hour: number) {
	const before = mailgun.messages.length;
	const booking = await shop.booked(shop.at(4, hour));
	await expect
		.poll(() => shop.sql`select from mail where booking_id = ${booking.id} and state = 'sent'`)
		.toHaveLength(1);
	expect(mailgun.messages).toHaveLength(before + 1);
	const [mail] = await shop.sql<{ id: number }[]>`
		select id from mail where booking_id = ${booking.id}
	`;
	return { booking, mailId: mail!.id, message: mailgun.messages.at(-1)! };
}

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') });

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const woken = async (page: Page) => {
			if (javaScriptEnabled) await awake(page);
		};

		test('the log is narrowed by what became of mails, and searched', async ({
			page,
			shop,
			mailgun,
			signIn,
			baseURL
		}) => {
			const to = baseURL ?? '';
			const first = await booked(shop, mailgun, 9);
			const second = await booked(shop, mailgun, 11);
			await mailgun.webhook('delivered', first.message, { to });
			await mailgun.webhook('failed', second.message, { to });
			await signIn(page);
			await page.goto('/admin/emails');
			await woken(page);
			await expect(rows(page).filter({ hasText: first.booking.customer.email })).toContainText(
				'Delivered'
			);
			await page.getByLabel('State').selectOption('Came back');
			await page.getByRole('button', { name: 'Show' }).click();
			await expect(page).toHaveURL(/state=bounced/);
			await expect(rows(page)).toHaveCount(1);
			await expect(rows(page)).toContainText(second.booking.customer.email);
			await expect(page.getByLabel('State')).toHaveValue('bounced');

			await page.goto('/admin/emails?kind=reminder');
			await expect(page.getByText('No emails found')).toBeVisible();
			await page.goto(`/admin/emails?search=%23${first.booking.id}&kind=confirmation`);
			await expect(rows(page)).toHaveCount(1);
			await page.goto(`/admin/emails?from=${shop.date(-1)}&until=${shop.date(1)}`);
			await expect(rows(page)).toHaveCount(2);
			await page.goto(`/admin/emails?from=${shop.date(2)}`);
			await expect(page.getByText('No emails found')).toBeVisible();
		});

		test('a mail’s page tells what happened to it, and writes to them again', async ({
			page,
			shop,
			mailgun,
			signIn,
			baseURL
		}) => {
			const to = baseURL ?? '';
			const { booking, mailId, message } = await booked(shop, mailgun, 9);
			await mailgun.webhook('failed', message, { to, severity: 'temporary', message: 'Busy' });
			await mailgun.webhook('delivered', message, { to });
			// Old enough to be sent once more.
			await shop.sql`update mail set created_at = created_at - interval '2 minutes'`;
			await signIn(page);
			await page.goto(`/admin/emails/${mailId}`);
			await woken(page);
			const moments = page.getByRole('listitem');
			await expect(moments.filter({ hasText: 'Mailgun took it' })).toHaveCount(1);
			await expect(moments.filter({ hasText: 'Not delivered yet' })).toContainText('550 Busy');
			await expect(moments.filter({ hasText: /^Delivered/ })).toHaveCount(1);
			await expect(page.getByText(message.messageId)).toBeVisible();
			await expect(
				page.frameLocator('iframe').getByRole('heading', { name: 'Your booking is confirmed' })
			).toBeVisible();
			const invite = await page.request.get(`/admin/emails/${mailId}/calendar`);
			expect(await invite.text()).toContain('BEGIN:VCALENDAR');

			await page.getByRole('button', { name: 'Send again' }).click();
			await expect(
				page.getByText(`An email is on its way to ${booking.customer.email}.`)
			).toBeVisible();
			await expect.poll(() => mailgun.messages.length).toBe(2);
			expect(mailgun.messages[1]).toMatchObject({ to: message.to, subject: message.subject });
			await page.getByRole('link', { name: 'See it in the list' }).click();
			await expect(rows(page)).toHaveCount(2);
			await expect(rows(page).first()).toContainText(`#${booking.id}`);
		});
	});
}

test('why a mail was not sent is said', async ({ page, shop, mailgun, signIn }) => {
	const { mailId } = await booked(shop, mailgun, 9);
	await shop.sql`
		update mail set state = 'superseded', delivery = null, problem = 'The appointment is over'
	`;
	await signIn(page);
	await page.goto(`/admin/emails/${mailId}`);
	await expect(page.getByText('Something changed before this mail left')).toBeVisible();
	await expect(page.getByText('The appointment is over')).toBeVisible();
});

test('an address that mail comes back from shows at once where it matters', async ({
	page,
	context,
	shop,
	mailgun,
	signIn,
	baseURL
}) => {
	const to = baseURL ?? '';
	const { booking, message } = await booked(shop, mailgun, 9);
	await shop.sql`update staff set booking_notices = true`;
	await signIn(page);
	await page.goto(`/admin/bookings/${booking.id}`);
	await awake(page);
	const customerPage = await context.newPage();
	await customerPage.goto(`/admin/customers/${booking.customer.id}`);
	await awake(customerPage);
	await expect(page.getByText('Email comes back')).toBeHidden();

	await mailgun.webhook('failed', message, { to, code: 550, message: 'No such mailbox' });
	await expect(page.getByText('Email comes back')).toBeVisible();
	await expect(page.getByText('550 No such mailbox').first()).toBeVisible();
	await expect(customerPage.getByText('Email comes back')).toBeVisible();
	await expect
		.poll(() => mailgun.messages.filter(({ subject }) => /reach/.test(subject)).length)
		.toBe(1);

	await page.goto('/admin/customers');
	await expect(page.getByText('Email comes back')).toBeVisible();
	await customerPage.getByRole('button', { name: 'The address works again' }).click();
	await expect(customerPage.getByText('mail reaches')).toBeVisible();
	await expect(customerPage.getByText('Email comes back')).toBeHidden();
	await page.goto('/admin/settings/audit-log');
	await expect(page.getByText('marked the email address as working:')).toBeVisible();
});

test('the open list follows what is written, sent and delivered', async ({
	page,
	shop,
	mailgun,
	signIn,
	baseURL
}) => {
	await signIn(page);
	await page.goto('/admin/emails');
	await awake(page);
	await expect(page.getByText('No emails yet')).toBeVisible();
	const { message } = await booked(shop, mailgun, 9);
	await expect(rows(page)).toContainText('Sent');
	await mailgun.webhook('delivered', message, { to: baseURL ?? '' });
	await expect(rows(page)).toContainText('Delivered');
});

test('a mail that is sent again while email is paused is not said to leave', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	const { booking, mailId } = await booked(shop, mailgun, 9);
	await shop.sql`update mail set created_at = created_at - interval '2 minutes'`;
	await shop.sql`update booking set mail_paused_at = now() where id = ${booking.id}`;
	await signIn(page);
	await page.goto(`/admin/emails/${mailId}`);
	await awake(page);
	await page.getByRole('button', { name: 'Send again' }).click();
	await expect(page.getByText('is written. It waits, as email is paused.')).toBeVisible();
});

test('to whoever marked an email as spam, email can be paused from where it is told', async ({
	page,
	shop,
	mailgun,
	signIn,
	baseURL
}) => {
	const { booking, message } = await booked(shop, mailgun, 9);
	await mailgun.webhook('complained', message, { to: baseURL ?? '' });
	await signIn(page);
	await page.goto(`/admin/bookings/${booking.id}`);
	await awake(page);
	const pause = page.getByRole('link', { name: 'pause email to this customer' });
	await pause.click();
	await expect(page).toHaveURL(new RegExp(`/admin/customers/${booking.customer.id}#pause$`));
	await page.getByRole('button', { name: 'Pause email to this customer' }).click();
	await expect(page.getByText('All email to this customer is paused')).toBeVisible();
	await expect(pause).toHaveCount(0);
});

test('of notices, the office sees in a booking’s history how many of the staff got them', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	const colleague = { name: 'Mai', email: 'mai@test.example', password: 'another long phrase' };
	await createStaff(shop.sql, { ...colleague, role: 'admin' });
	await shop.sql`update staff set booking_notices = true`;
	const { id } = await shop.booked(shop.at(4, 9));
	await expect.poll(() => mailgun.messages.length).toBe(3);
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await expect(page.getByText('to 2 of the staff')).toBeVisible();
	await page.getByRole('link', { name: 'Notice to staff: booked' }).click();
	await expect(rows(page)).toHaveCount(2);
});
