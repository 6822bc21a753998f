import type { Page } from '@playwright/test';
import type { MailgunStandIn } from '../support/mailgun-stand-in.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { inbox } from '../support/inbox.ts';
import { proofTo } from './mails.ts';
import { choose, clock, day, showDay, timeOf } from './picker.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';

test.use({ javaScriptEnabled: false });

/** Asks for the nth mail to sign in with; answers with what it holds. */
async function askToSignIn(page: Page, mailgun: MailgunStandIn, email: string, n = 1) {
	await page.goto('/portal');
	await page.getByLabel('Your email').fill(email);
	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await expect(page.getByText(`If we know ${email}, an email is on its way to you.`)).toBeVisible();
	return proofTo(mailgun, email, n);
}

test('without JavaScript a customer signs in by code and by link, and signs out everywhere', async ({
	page,
	browser,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Rosa');
	await test.step('by code, after a wrong one', async () => {
		const { code } = await askToSignIn(page, mailgun, email);
		const field = page.getByLabel('Code', { exact: true });
		const wrong = code.startsWith('1') ? '2222 2222' : '1111 1111';
		await field.fill(wrong);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(page.getByText(/This is not the code/)).toBeVisible();
		await field.fill(`${code.slice(0, 4)} ${code.slice(4)}`);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Hello Rosa' })).toBeVisible();
	});

	const elsewhere = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await test.step('and by link on another device', async () => {
		const { secret } = await askToSignIn(elsewhere, mailgun, email, 2);
		await elsewhere.goto(`/portal/sign-in/${secret}`);
		await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(elsewhere.getByRole('heading', { name: 'Hello Rosa' })).toBeVisible();
	});

	await test.step('changes their profile, which shows in how times are said', async () => {
		await page.goto('/portal/profile');
		await page.getByLabel('Name').fill('Customer One');
		await page.getByLabel('Phone').fill('+1 212 555 0123');
		await page.getByLabel('24 hours').check();
		await page.getByLabel('Remind me before an appointment').uncheck();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await page.goto('/portal');
		await expect(page.getByRole('heading', { name: 'Hello Customer One' })).toBeVisible();
		await expect(page.getByRole('main')).toContainText(/09:00 – 10:00/);
		expect(await shop.sql`select name, phone, reminders from customer`).toEqual([
			{ name: 'Customer One', phone: '+1 212 555 0123', reminders: false }
		]);
	});

	await test.step('and ends every session', async () => {
		await page.goto('/portal/profile');
		await page.getByRole('button', { name: 'Sign out everywhere' }).click();
		await expect(page.getByText('You are signed out on every device.')).toBeVisible();
		await elsewhere.goto('/portal');
		await expect(elsewhere.getByLabel('Your email')).toBeVisible();
		await elsewhere.goto('/portal/bookings/1001');
		await expect(elsewhere.getByText(clock(shop.at(3, 9)))).toHaveCount(0);
		await elsewhere.context().close();
	});
});

test('without JavaScript the portal’s booking is moved by part of the day and by the earliest time, edited and cancelled', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Rosa', { days: 6 });
	const { code } = await askToSignIn(page, mailgun, email);
	await page.getByLabel('Code', { exact: true }).fill(code);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.getByRole('link', { name: new RegExp(day(shop.at(6, 9))) }).click();

	await test.step('to an afternoon', async () => {
		await page.getByRole('link', { name: 'Edit', exact: true }).click();
		await showDay(page, shop.at(4, 9));
		await expect(timeOf(page, shop.at(4, 10))).toBeVisible();
		await page.getByRole('link', { name: 'Afternoons' }).click();
		await expect(page.getByRole('heading', { name: day(shop.at(4, 9)) })).toBeVisible();
		await expect(timeOf(page, shop.at(4, 10))).toHaveCount(0);
		await timeOf(page, shop.at(4, 14)).click();
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		await expect(page).toHaveURL(/\/portal\/bookings\/1001/);
	});

	await test.step('to the earliest time', async () => {
		await page.getByRole('link', { name: 'Edit', exact: true }).click();
		const shortcut = page.getByRole('link', { name: /^Earliest: / });
		const earliest = Number(await shortcut.getAttribute('data-earliest'));
		expect(earliest).toBeLessThan(shop.at(4, 14));
		await shortcut.click();
		await expect(page.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
		await page.getByRole('link', { name: 'See all times' }).click();
		// It may be too soon to cancel or to move again afterwards, so a later one is taken.
		await choose(page, shop.at(5, 11));
		await page.getByLabel('Why are you moving it?').fill('No script');
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
	});

	await test.step('details and cancellation', async () => {
		await page.getByRole('link', { name: 'Change details' }).click();
		await page.getByLabel('Notes').fill('Ring twice');
		await page.getByRole('button', { name: 'Save details' }).click();
		await expect(page.getByText('Your details are saved')).toBeVisible();
		await page.getByRole('link', { name: 'Cancel booking' }).click();
		await page.getByLabel('Why are you cancelling?').fill('No time');
		await page.getByRole('button', { name: 'Cancel booking' }).click();
		await expect(page.getByRole('link', { name: 'Schedule an appointment' })).toBeVisible();
	});
	expect(await shop.sql`select status, notes, starts_at, version from booking`).toEqual([
		{ status: 'cancelled', notes: 'Ring twice', starts_at: shop.at(5, 11), version: 5 }
	]);
	const channels = await shop.sql`select channel from booking_change where action <> 'booked'`;
	expect(new Set(channels.map(({ channel }) => channel))).toEqual(new Set(['portal']));
});

test('without JavaScript a visitor books, with a look at everything before', async ({
	page,
	shop,
	mailgun
}) => {
	await page.goto('/book');
	await page.getByRole('link', { name: /Lesson/ }).click();
	await page.getByRole('link', { name: 'Worker 2', exact: true }).click();
	await choose(page, shop.at(4, 15));
	await page.getByLabel('Name').fill('Paula Plain');
	await page.getByLabel('Email').fill(inbox('Paula'));
	await page.getByLabel('Notes').fill('Behind the mill');
	await page.getByRole('button', { name: 'Continue' }).click();

	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	for (const said of ['Worker 2', clock(shop.at(4, 15)), 'Paula Plain', 'Behind the mill']) {
		await expect(page.getByRole('main')).toContainText(said);
	}
	// What is personal is in no address, which logs and histories keep.
	expect(page.url()).not.toMatch(/paula|mill/i);
	await page.getByRole('button', { name: 'Book this appointment' }).click();
	await expect(page.getByText('You are booked')).toBeVisible();
	await expect
		.poll(() => mailgun.messages.map(({ subject }) => subject))
		.toEqual([expect.stringMatching(/^Booking confirmed: Lesson/)]);
	expect(await shop.sql`select notes, fieldworker_id, starts_at from booking`).toEqual([
		{ notes: 'Behind the mill', fieldworker_id: 2, starts_at: shop.at(4, 15) }
	]);
});

test('without JavaScript times are shown on the other clock, and back', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await context.addCookies([{ name: 'reslot-zone', value: 'America/Los_Angeles', url: baseURL! }]);
	await page.goto(`/b/${await issueLink(shop.sql, id)}`);
	const title = page.getByRole('heading', { level: 1 });
	await expect(title).toContainText('6:00 – 7:00 AM');
	await expect(page.getByRole('main')).toContainText('9:00');
	await page.getByRole('button', { name: 'Show New York time' }).click();
	await expect(title).toContainText('9:00 – 10:00 AM');
	await page.getByRole('button', { name: 'Show Los Angeles time' }).click();
	await expect(title).toContainText('6:00 – 7:00 AM');
});
