import { ZONE } from '../support/shop.ts';
import { sayTime, sayWhen, sayTimes } from '../../src/lib/dates.ts';
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
	});
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
