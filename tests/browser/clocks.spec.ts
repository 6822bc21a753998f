import { ZONE } from '../support/shop.ts';
import { sayElsewhere, sayTime, sayWhen, sayTimes } from '../../src/lib/dates.ts';
import { clock } from './picker.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

const LONDON = { timeZone: 'Europe/London', locale: 'en-US' };
const HOUR = 3_600_000;

test.describe('a browser in another zone than the business', () => {
	test.use({ timezoneId: LONDON.timeZone });

	test('reads its own clocks, with the business’s beside, and switches to them', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		const startsAt = shop.at(3, 9);
		await page.goto(path);
		const title = page.getByRole('heading', { level: 1 });
		const card = page.getByRole('article');
		await expect(title).toContainText(sayTimes(startsAt, startsAt + HOUR, LONDON));
		await expect(card.getByText(/^London time \(/)).toBeVisible();
		await expect(card.getByText(/9:00 – 10:00 AM in New York/)).toBeVisible();
		await expect(
			page.getByText(/^You can change .*London time \(.* in New York\)\.$/)
		).toBeVisible();

		await page.getByRole('button', { name: 'Show New York time' }).click();
		await expect(title).toContainText('9:00 – 10:00 AM');
		await expect(card.getByText(/ in London$/)).toBeVisible();
		await expect(page).toHaveURL(new RegExp(`${path}$`));
		await page.reload();
		await expect(title).toContainText('9:00 – 10:00 AM');
		await page.getByRole('button', { name: 'Show London time' }).click();
		await expect(title).toContainText(sayTime(startsAt, LONDON).replace(/ [AP]M/, ''));
	});

	test('is told what is asked of it in both zones', async ({ page, shop, bookedLink }) => {
		const { path } = await bookedLink(3, 9);
		await page.goto(`${path}/cancellation`);
		const when = page.getByText(`${sayWhen(shop.at(3, 9), LONDON)}, London time`);
		await expect(when).toContainText(`${clock(shop.at(3, 9))} in New York`);
	});
});

test('a browser in the business’s own zone is shown one clock, and reads the page once', async ({
	page,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const reads: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('__data.json')) reads.push(request.url());
	});
	await page.goto(path);
	await page.waitForLoadState('networkidle');
	await expect(page.getByText('Times are in New York time.')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Show / })).toHaveCount(0);
	expect(reads).toEqual([]);
});

test('the zone of a customer’s profile comes before that of the browser, for themselves alone', async ({
	page,
	context,
	shop,
	baseURL,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const [customer] = await shop.sql<{ id: number }[]>`
		update customer
		set time_zone = ${LONDON.timeZone},
			locale = 'de-DE'
		returning id
	`;
	// Whoever has the link may be a visitor who typed somebody else's address.
	await page.goto(path);
	const card = page.getByRole('article');
	await expect(card.getByText(/^New York time \(/)).toBeVisible();
	await expect(card).toContainText('9:00 – 10:00 AM');
	await expect(page.getByRole('main')).not.toContainText(/London|Uhr/);

	await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: customer!.id });
	await page.goto(path);
	await expect(card.getByText(/^London time \(/)).toBeVisible();
});

test('a cookie that names no zone is as none', async ({ page, context, baseURL, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	await context.addCookies([
		{ name: 'reslot-zone', value: 'Mars/Olympus', url: baseURL! },
		{ name: 'reslot-shown', value: '%00', url: baseURL! }
	]);
	const answer = await page.goto(path);
	expect(answer!.status()).toBe(200);
	await expect(page.getByText('Times are in New York time.')).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a zone is chosen from a list, and what was read is there again on its clocks', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		await page.goto(path);
		await page.getByRole('link', { name: 'Another time zone' }).click();
		await expect(page).toHaveURL(/\/zone$/);
		await page.getByLabel('Show times in').selectOption('London, Europe');
		await page.getByRole('button', { name: 'Use this time zone' }).click();
		await expect(page).toHaveURL(new RegExp(`${path}$`));
		const title = page.getByRole('heading', { level: 1 });
		await expect(title).toContainText(sayTimes(shop.at(3, 9), shop.at(3, 9) + HOUR, LONDON));
		await page.getByRole('button', { name: 'Show New York time' }).click();
		await expect(title).toContainText('9:00 – 10:00 AM');
		await expect(page).toHaveURL(new RegExp(`${path}$`));
		// The zone that was chosen is still known, and the way back to it leads there.
		await page.getByRole('button', { name: 'Show London time' }).click();
		await expect(title).toContainText(sayTimes(shop.at(3, 9), shop.at(3, 9) + HOUR, LONDON));
		await expect(page).toHaveURL(new RegExp(`${path}$`));
	});

	test('no way to other clocks leads out of a booking that is being made', async ({
		page,
		context,
		shop,
		baseURL
	}) => {
		await context.addCookies([{ name: 'reslot-zone', value: LONDON.timeZone, url: baseURL! }]);
		const choice = new URLSearchParams({ service: String(shop.serviceId) });
		await page.goto(`/book?${choice}`);
		const ways = page.getByRole('contentinfo').getByText(/^Show |^Another time zone$/);
		await expect(ways.filter({ visible: true })).toHaveCount(2);
		choice.set('at', String(shop.at(3, 9)));
		await page.goto(`/book?${choice}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your details');
		await expect(ways.filter({ visible: true })).toHaveCount(0);
		await page.getByLabel('Email').fill('someone@visitor.example');
		await page.getByRole('main').locator('button[type=submit]').last().click();
		await expect(page.getByLabel('Email')).toHaveValue('someone@visitor.example');
		await expect(ways.filter({ visible: true })).toHaveCount(0);
	});
});

test.describe('a browser that calls its zone by an older name', () => {
	test.use({ timezoneId: 'Asia/Calcutta' });

	test('reads the name of today', async ({ page, context, shop, baseURL, bookedLink }) => {
		const { path } = await bookedLink(3, 9);
		await page.goto(path);
		await expect(page.getByText('Times are in Kolkata time.')).toBeVisible();
		await expect(page.getByText('Calcutta')).toHaveCount(0);
		const [known] = await shop.sql<{ id: number }[]>`select id from customer`;
		await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: known!.id });
		await page.goto('/portal/profile');
		const zone = page.getByLabel('Time zone');
		await expect(zone.locator('option[value="Asia/Kolkata"]')).toHaveCount(1);
		await expect(zone.locator('option[value="Asia/Calcutta"]')).toHaveCount(0);
	});
});

test('dates in another language than the page are marked as such', async ({
	page,
	context,
	shop,
	baseURL,
	bookedLink
}) => {
	const { id } = await bookedLink(3, 9);
	const [known] = await shop.sql<{ id: number }[]>`
		update customer set locale = 'ar-EG' returning id
	`;
	await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: known!.id });
	await context.addCookies([{ name: 'reslot-chosen', value: LONDON.timeZone, url: baseURL! }]);
	const arabic = /[\u0600-\u06ff]/;
	for (const path of ['/portal', `/portal/bookings/${id}`, `/portal/bookings/${id}/reschedule`]) {
		await page.goto(path);
		const main = page.getByRole('main');
		await expect(main).toContainText(arabic);
		// What is seen in Arabic letters stands in an element that says so, in its direction.
		const unmarked = await main.evaluate((element) => {
			const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
			const found: string[] = [];
			while (texts.nextNode()) {
				const { data, parentElement } = texts.currentNode as Text;
				if (!/[\u0600-\u06ff]/.test(data)) continue;
				const marked = parentElement?.closest('[lang]');
				if (marked?.getAttribute('lang') !== 'ar-EG' || !marked.matches('[dir=rtl]'))
					found.push(data);
			}
			return found;
		});
		expect(unmarked, path).toEqual([]);
	}
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('until when a booking can be moved, and until when cancelled, are each said in both zones', async ({
	page,
	context,
	shop,
	baseURL,
	bookedLink
}) => {
	await shop.setFlags({ rescheduleNoticeHours: 24, cancelNoticeHours: 2 });
	const { path } = await bookedLink(3, 9);
	const here = { timeZone: ZONE, locale: 'en-US' };
	const [move, cancel] = [24, 2].map((hours) => shop.at(3, 9) - hours * HOUR);
	const sentence = page.getByText(/^You can change this until/);
	await page.goto(path);
	await expect(sentence).toHaveText(
		`You can change this until ${sayWhen(move!, here)}, ` +
			`and cancel it until ${sayWhen(cancel!, here)}, New York time.`
	);
	await context.addCookies([{ name: 'reslot-chosen', value: LONDON.timeZone, url: baseURL! }]);
	await page.reload();
	const both = (at: number) =>
		`${sayWhen(at, LONDON)}, London time (${sayElsewhere(at, LONDON, ZONE)})`;
	await expect(sentence).toHaveText(
		`You can change this until ${both(move!)}, and cancel it until ${both(cancel!)}.`
	);
});

test('a choice of zone leads back inside the site only, and a wrong one is refused in words', async ({
	page,
	shop,
	baseURL
}) => {
	void shop;
	const send = (form: Record<string, string>) =>
		page.request.post('/zone', {
			form,
			maxRedirects: 0,
			headers: { origin: baseURL!, accept: 'text/html' }
		});
	for (const back of ['https://evil.example/b/x', '//evil.example/book', '/admin', '']) {
		const answer = await send({ zone: ZONE, back });
		expect(answer.status()).toBe(303);
		expect(answer.headers()['location'], back).toMatch(/^\/(book|b\/x)$/);
	}
	const wrong = await send({ zone: 'Mars/Olympus', back: '/book' });
	expect(wrong.status()).toBe(400);
	expect(await wrong.text()).toContain('Choose a time zone from the list.');
});

test('a form that did not arrive whole says so, and no clocks are chosen', async ({
	page,
	shop,
	baseURL
}) => {
	void shop;
	const headers = { origin: baseURL!, accept: 'text/html' };
	const answer = await page.request.post('/zone', {
		headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
		data: '--x\r\nnothing'
	});
	expect(answer.status()).toBe(400);
	expect(await answer.text()).toContain('This did not arrive whole.');
	const file = { name: 'zone.txt', mimeType: 'text/plain', buffer: Buffer.from('UTC') };
	const sent = await page.request.post('/zone', {
		headers,
		multipart: { zone: file, back: '/book' }
	});
	expect(sent.status()).toBe(400);
	expect(sent.headers()['set-cookie'] ?? '').not.toContain('reslot-shown');
});
