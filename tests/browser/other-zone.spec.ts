import type { Page } from '@playwright/test';
import { offsetAt } from '../../src/lib/scheduling/zoned-time.ts';
import { localDateOf, sayTime, zoneAbbreviation, type Place } from '../../src/lib/dates.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import type { Shop } from '../support/shop.ts';
import { mailTo } from './mails.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The next instant, two days from now or later, at which a zone's clocks go this many hours forward. */
function nextChange(zone: string, hours: 1 | -1): number {
	for (let at = Math.ceil(Date.now() / HOUR) * HOUR + 2 * DAY; ; at += HOUR / 2) {
		if (offsetAt(zone, at) - offsetAt(zone, at - MINUTE) === hours * HOUR) return at;
	}
}

/** A business there that is open round the clock, so that the night of a change can be booked. */
async function openIn(shop: Shop, timeZone: string): Promise<void> {
	await shop.sql`update business set time_zone = ${timeZone}, locale = 'en-AU'`;
	await shop.sql`update working_hours set opens_minute = 0, closes_minute = 1440`;
	await shop.setFlags({ furthestDays: 400 });
}

/** Books then, and answers with the address of the booking's page. */
async function bookAt(shop: Shop, startsAt: number): Promise<string> {
	const { id } = await shop.booked(startsAt);
	return `/b/${await issueLink(shop.sql, id)}`;
}

/** Opens the times of an instant's day, as its reader's calendar has it. */
async function openDay(page: Page, path: string, at: number, reader: Place): Promise<void> {
	await page.goto(path);
	await awake(page);
	// The page has told the server whose clocks are read here.
	await expect(page.getByText(`Times are in ${placeName(reader.timeZone)} time.`)).toBeVisible();
	const date = localDateOf(at, reader.timeZone);
	await page.goto(`${path}/reschedule?month=${date.slice(0, 7)}&day=${date}`);
	await awake(page);
	await expect(page.locator(`a[data-date="${date}"]`)).toBeVisible();
}

const placeName = (zone: string) => zone.split('/').at(-1)!.replaceAll('_', ' ');

/** As a span begins: the half of the day is said at its end. */
const withoutHalf = (at: number, place: Place) => sayTime(at, place).replace(/ ?[ap]m$/i, '');

const startsOf = async (shop: Shop) => shop.sql`select starts_at as "startsAt" from booking`;

for (const [title, hours, chosen] of [
	['when clocks go forward, to the first time after the hour that is not there', 1, 0],
	['when clocks go back, to the second time that the clock shows the same', -1, 30 * MINUTE]
] as const) {
	test.describe('half an hour from the business', () => {
		const sydney: Place = { timeZone: 'Australia/Sydney', locale: 'en-AU' };
		const adelaide: Place = { timeZone: 'Australia/Adelaide', locale: 'en-AU' };
		test.use({ timezoneId: adelaide.timeZone, locale: 'en-AU' });

		test(`a booking is moved to the day ${title}`, async ({ page, shop, mailgun }) => {
			await openIn(shop, sydney.timeZone);
			const change = nextChange(adelaide.timeZone, hours);
			const wanted = change + chosen;
			const before = change + 5 * DAY;
			const path = await bookAt(shop, before);
			await openDay(page, path, wanted, adelaide);

			const cell = page.locator(`[data-start="${wanted}"]`);
			const twin = wanted - HOUR;
			const twice = sayTime(twin, adelaide) === sayTime(wanted, adelaide);
			expect(twice, 'the hour comes twice').toBe(hours === -1);
			const label = twice
				? `${sayTime(wanted, adelaide)} ${zoneAbbreviation(wanted, adelaide)}`
				: sayTime(wanted, adelaide);
			await expect(cell).toHaveAccessibleName(`${label}, free`);
			// No time of the day is there twice, or missing: 23 or 25 hours of half hours.
			const names = await page
				.locator('[data-start]')
				.evaluateAll((cells) => cells.map((one) => one.getAttribute('aria-label')));
			expect(names).toHaveLength(hours === 1 ? 46 : 50);
			expect(new Set(names).size).toBe(names.length);

			await cell.click();
			const step = page.getByRole('main');
			await expect(page.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
			await expect(step).toContainText(label);
			await expect(step).toContainText(`${sayTime(wanted, sydney)} in Sydney`);
			await page.getByRole('button', { name: 'Confirm new time' }).click();
			await expect(page.getByText('Your booking has been moved')).toBeVisible();
			expect(await startsOf(shop)).toEqual([{ startsAt: wanted }]);

			const card = page.getByRole('article');
			await expect(card).toContainText(withoutHalf(wanted, adelaide));
			await expect(card).toContainText('Adelaide time');
			await expect(card).toContainText('in Sydney');
			await expect(card).toContainText(withoutHalf(wanted, sydney));
			// The mail is for whoever moved it: it says what their page does.
			const mail = await mailTo(mailgun, 'customer1@example.com', 2);
			expect(mail.subject).toMatch(/^New time/);
			expect(mail.text).toContain('Adelaide time');
			expect(mail.text).toContain(withoutHalf(wanted, adelaide));
			expect(mail.text).toContain('Sydney time');
			expect(mail.text).toContain(withoutHalf(wanted, sydney));

			await page.getByRole('button', { name: 'Show Sydney time' }).click();
			await expect(card).toContainText('Sydney time');
			await expect(card).toContainText('in Adelaide');
		});
	});
}

test.describe('on the other side of the date line', () => {
	const business: Place = { timeZone: 'Pacific/Kiritimati', locale: 'en-AU' };
	const reader: Place = { timeZone: 'Pacific/Pago_Pago', locale: 'en-AU' };
	test.use({ timezoneId: reader.timeZone, locale: 'en-AU' });

	test('a booking is moved to a time of the reader’s day, which is another day for the business', async ({
		page,
		shop,
		mailgun
	}) => {
		await openIn(shop, business.timeZone);
		const midnight = Math.ceil(Date.now() / DAY) * DAY;
		const path = await bookAt(shop, midnight + 8 * DAY);
		const wanted = midnight + 5 * DAY + 18 * HOUR;
		expect(localDateOf(wanted, reader.timeZone)).not.toBe(localDateOf(wanted, business.timeZone));
		await openDay(page, path, wanted, reader);
		const starts = page.locator('[data-start]');
		await expect(starts).toHaveCount(48);
		const dates = await starts.evaluateAll((cells) =>
			cells.map((one) => Number(one.getAttribute('data-start')))
		);
		expect(new Set(dates.map((at) => localDateOf(at, reader.timeZone)))).toEqual(
			new Set([localDateOf(wanted, reader.timeZone)])
		);
		await page.locator(`[data-start="${wanted}"]`).click();
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		expect(await startsOf(shop)).toEqual([{ startsAt: wanted }]);
		const card = page.getByRole('article');
		await expect(card).toContainText('Pago Pago time');
		await expect(card).toContainText('in Kiritimati');
		const mail = await mailTo(mailgun, 'customer1@example.com', 2);
		expect(mail.text).toContain('Pago Pago time');
		expect(mail.text).toContain('Kiritimati time');
	});
});

test.describe('with a zone of one’s own in the profile', () => {
	test.use({ timezoneId: 'America/New_York', locale: 'en-US' });

	test('pages and mails go by it, whichever zone the browser is in', async ({
		page,
		context,
		shop,
		mailgun,
		baseURL
	}) => {
		const path = await bookAt(shop, shop.at(3, 9));
		const wanted = shop.at(4, 11);
		const [customer] = await shop.sql<{ id: number }[]>`
			update customer
			set time_zone = 'Asia/Kathmandu'
			returning id
		`;
		await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: customer!.id });
		const kathmandu: Place = { timeZone: 'Asia/Kathmandu', locale: 'en-US' };
		await page.goto(`${path}/reschedule?at=${wanted}`);
		await awake(page);
		await expect(page.getByRole('main')).toContainText(sayTime(wanted, kathmandu));
		await expect(page.getByRole('main')).toContainText('11:00 AM in New York');
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		const mail = await mailTo(mailgun, 'customer1@example.com', 2);
		expect(mail.text).toContain('Kathmandu time');
		expect(mail.text).toContain('New York time');
		expect(mail.text).toContain('11:00');
	});
});
