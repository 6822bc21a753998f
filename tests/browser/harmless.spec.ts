import { wholeDatabase } from '../support/whole-database.ts';
import { expect, test } from './reslot.ts';

test('GET and HEAD of every link change nothing (R4)', async ({ page, shop, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	const at = shop.at(4, 11);
	await expect.poll(async () => (await shop.sql`select state from mail`)[0]!.state).toBe('sent');
	const jobs = () => shop.sql`
		select
		from graphile_worker.jobs
		where task_identifier <> 'remind'
	`;
	await expect.poll(jobs).toHaveLength(0);
	const before = await wholeDatabase(shop.sql);
	const paths = [
		path,
		`${path}?moved`,
		`${path}/reschedule?at=${at}`,
		`${path}/reschedule?startsAt=${at}&version=1&reason=x`,
		`${path}/cancellation?version=1&reason=x`,
		`${path}/details?phone=1`,
		`${path}/calendar.ics`,
		`${path}/times?month=${shop.date(4).slice(0, 7)}`,
		`/book?service=1&fieldworker=1&at=${at}&name=x&email=x@example.com`
	];
	for (const each of paths) {
		expect((await page.request.get(each)).status(), each).toBe(200);
		expect((await page.request.head(each)).status(), each).toBe(200);
		if (!each.endsWith('.ics')) await page.goto(each);
	}
	expect(await wholeDatabase(shop.sql)).toEqual(before);
});

test('a POST from another site is refused, whatever its content type', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const form = { version: '1', reason: '' };
	const forgeries: Record<string, string>[] = [
		{ origin: 'https://evil.example' },
		{ origin: 'https://evil.example', 'content-type': 'application/json' },
		{ 'sec-fetch-site': 'cross-site' }
	];
	for (const headers of forgeries) {
		const response = await page.request.post(`${path}/cancellation`, { form, headers });
		expect(response.status()).toBe(403);
	}
	expect(await shop.sql`select status from booking`).toEqual([{ status: 'confirmed' }]);
});

test('every response carries the headers that protect it', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	for (const each of [path, '/book', '/login', '/favicon.svg', '/nothing-here']) {
		const headers = (await page.request.get(each)).headers();
		expect(headers['x-content-type-options'], each).toBe('nosniff');
		expect(headers['permissions-policy'], each).toBeTruthy();
		expect(headers['referrer-policy'], each).toBeTruthy();
		if (each !== '/favicon.svg') {
			expect(headers['content-security-policy'], each).toMatch(/script-src 'self' 'nonce-/);
		}
	}
	const secret = (await page.request.get(path)).headers();
	expect(secret['referrer-policy']).toBe('same-origin');
	expect(secret['cache-control']).toContain('no-store');
});

test('pages of the back office are for staff alone', async ({ page, shop }) => {
	void shop;
	for (const path of ['/admin', '/admin/bookings', '/admin/bookings/1001', '/admin/emails']) {
		await page.goto(path);
		await expect(page).toHaveURL(/\/login\?next=/);
	}
	const answers = ['/admin/calendar?from=0&until=1', '/admin/activity', '/admin/emails/1/content'];
	for (const path of answers) {
		const response = await page.request.get(path, { maxRedirects: 0 });
		expect([303, 401]).toContain(response.status());
	}
	const post = await page.request.post('/admin/bookings/1001?/reissue', {
		form: {},
		maxRedirects: 0,
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
	});
	expect(post.status()).toBe(303);
});
