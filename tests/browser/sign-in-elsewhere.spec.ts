import type { Browser } from '@playwright/test';
import { proofTo } from './mails.ts';
import { ask, regular } from './portal.ts';
import { expect, test } from './reslot.ts';

// The mail is opened on another device than the one on which somebody asked to sign in.

async function openOnPhone(browser: Browser, baseURL: string, path: string) {
	const phone = await (await browser.newContext({ baseURL })).newPage();
	await phone.goto(path);
	await phone.getByRole('button', { name: 'Sign in' }).click();
	return phone;
}

test('the link leads to the booking that was wanted where it was asked for', async ({
	page,
	browser,
	shop,
	mailgun,
	baseURL
}) => {
	const { email, bookingId } = await regular(shop, 'Lotte');
	const wanted = `/portal/bookings/${bookingId}`;
	await page.goto(wanted);
	await expect(page.getByText('Sign in to go on.')).toBeVisible();
	await ask(page, email, page.url());
	const { path } = await proofTo(mailgun, email);
	const { text } = mailgun.messages.find(({ to }) => to.includes(email))!;
	expect(text).not.toContain('next');

	const phone = await openOnPhone(browser, baseURL!, path);
	await phone.waitForURL(`**${wanted}`);
	await expect(phone.getByRole('article')).toContainText('Lesson');
	await phone.context().close();
});

test('the link to a booking that is not theirs signs in, and says that it is not', async ({
	page,
	browser,
	shop,
	mailgun,
	baseURL
}) => {
	const { bookingId } = await regular(shop, 'Olive', { hour: 12 });
	const { email } = await regular(shop, 'Lotte');
	await ask(page, email, `/portal?next=/portal/bookings/${bookingId}`);
	const phone = await openOnPhone(browser, baseURL!, (await proofTo(mailgun, email)).path);
	await phone.waitForURL(`**/portal/bookings/${bookingId}`);
	await expect(phone.getByRole('main')).not.toContainText('Lesson');
	await phone.getByRole('link', { name: 'Your bookings' }).first().click();
	await expect(phone.getByRole('heading', { name: 'Hello Lotte' })).toBeVisible();
	await phone.context().close();
});

test('no link leads out of the customer’s side, whatever was asked for', async ({
	page,
	browser,
	shop,
	mailgun,
	baseURL
}) => {
	const { email } = await regular(shop, 'Lotte');
	const wishes = ['https://evil.test/portal', '//evil.test/portal', '/portal/../admin'];
	for (const [index, wish] of wishes.entries()) {
		await ask(page, email, `/portal?next=${encodeURIComponent(wish)}`);
		const { path } = await proofTo(mailgun, email, index + 1);
		const phone = await openOnPhone(browser, baseURL!, path);
		await phone.waitForURL(/\/portal$/);
		expect(new URL(phone.url()).origin).toBe(baseURL);
		await phone.context().close();
	}
});
