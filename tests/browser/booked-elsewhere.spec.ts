import type { Browser } from '@playwright/test';
import { confirmBooking, fillDetails, visitor } from './booking-form.ts';
import { sayTimes } from '../../src/lib/dates.ts';
import { mailTo, pathIn } from './mails.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

// A visitor without a profile: their booking keeps where they read its times, and mail and pages agree.

const LONDON = { timeZone: 'Europe/London', locale: 'en-US' };
const HOUR = 3_600_000;

/** Another device; without JavaScript it tells nobody where it is. */
async function deviceIn(
	browser: Browser,
	baseURL: string,
	options: { timezoneId: string; javaScriptEnabled?: boolean }
) {
	const context = await browser.newContext({ baseURL, locale: 'en-US', ...options });
	return context.newPage();
}

test.describe('booked by a visitor in London', () => {
	test.use({ timezoneId: LONDON.timeZone, locale: LONDON.locale });

	test('mails say both times, pages elsewhere those of their reader, and a move takes the reader’s along', async ({
		page,
		browser,
		shop,
		mailgun,
		baseURL
	}) => {
		const startsAt = shop.at(4, 9);
		const inLondon = sayTimes(startsAt, startsAt + HOUR, LONDON);
		const who = visitor('Lena Thames');
		await page.goto(`/book?service=${shop.serviceId}&at=${startsAt}`);
		await awake(page);
		await expect(page.getByText('Times are in London time.')).toBeVisible();
		await fillDetails(page, who);
		await expect(page.getByRole('main')).toContainText('London time');
		await confirmBooking(page);
		await expect(page.getByRole('article')).toContainText('London time');

		const mail = await mailTo(mailgun, who.email);
		expect(mail.text).toContain(`${inLondon}, London time`);
		expect(mail.text).toMatch(/At Test & Daughters: .*, 9:00 – 10:00 AM, New York time/);
		const path = pathIn(mail, 'Reschedule');

		await test.step('a browser that tells nothing of itself reads what the mail says', async () => {
			const plain = await deviceIn(browser, baseURL!, {
				timezoneId: 'Asia/Tokyo',
				javaScriptEnabled: false
			});
			await plain.goto(path);
			await expect(plain.getByRole('heading', { level: 1 })).toContainText(inLondon);
			await expect(plain.getByRole('article')).toContainText('9:00 – 10:00 AM in New York');
			const file = await (await plain.request.get(`${path}/calendar.ics`)).text();
			expect(file.replace(/\r\n /g, '')).toContain('London time');
			await plain.getByRole('button', { name: 'Show New York time' }).click();
			await expect(plain.getByRole('heading', { level: 1 })).toContainText('9:00 – 10:00 AM');
			await plain.context().close();
		});

		await test.step('one in New York reads its own clock, and is written to by it from its move on', async () => {
			const other = await deviceIn(browser, baseURL!, { timezoneId: 'America/New_York' });
			await other.goto(path);
			await expect(other.getByText('Times are in New York time.')).toBeVisible();
			await expect(other.getByRole('main')).not.toContainText('London');
			await other.goto(`${path}/reschedule?at=${shop.at(5, 11)}`);
			await awake(other);
			await other.getByRole('button', { name: 'Confirm new time' }).click();
			await expect(other.getByText('Your booking has been moved')).toBeVisible();
			const { text } = await mailTo(mailgun, who.email, 2);
			expect(text).toContain('New York time');
			expect(text).not.toContain('London');
			await other.context().close();
		});
	});

	test('whoever has switched to the business’s clocks is written to by those', async ({
		page,
		shop,
		mailgun
	}) => {
		const who = visitor('Lena Thames');
		await page.goto(`/book?service=${shop.serviceId}`);
		const footer = page.getByRole('contentinfo');
		await footer.getByRole('button', { name: 'Show New York time' }).click();
		await expect(footer.getByText('Times are in New York time.')).toBeVisible();
		await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
		await awake(page);
		await fillDetails(page, who);
		await confirmBooking(page);
		const { text } = await mailTo(mailgun, who.email);
		expect(text).toContain('9:00 – 10:00 AM, New York time');
		expect(text).not.toContain('London');
	});
});
