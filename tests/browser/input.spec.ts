import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { inbox } from '../support/inbox.ts';
import { openPopup } from './picker.ts';
import { revokeLinks } from '../../src/lib/server/links/manage-link.ts';
import { editDetails } from '../../src/lib/server/bookings/edit-details.ts';
import { BY_LINK, type Shop } from '../support/shop.ts';
import { expect, test } from './reslot.ts';

/** The last instant that a date can hold, and one more. */
const BEYOND_TIME = '8640000000000001';

/** Sends a form as a page without JavaScript does, but with fields that no page would send. */
function sender(page: Page, baseURL: string | undefined) {
	const headers = { origin: baseURL ?? '', accept: 'text/html' };
	return (path: string, form: Record<string, string> | string) =>
		page.request.post(path, {
			...(typeof form === 'string' ? { data: form } : { form }),
			headers: {
				...headers,
				...(typeof form === 'string' && { 'content-type': 'application/x-www-form-urlencoded' })
			},
			maxRedirects: 0
		});
}

const visit = (shop: Shop, startsAt: number, more: Record<string, string> = {}) => ({
	serviceId: String(shop.serviceId),
	fieldworker: 'any',
	startsAt: String(startsAt),
	name: 'Vera Visitor',
	email: 'vera@example.com',
	phone: '',
	address: '',
	notes: '',
	requestId: randomUUID(),
	...more
});

test('NUL and half characters in a text are taken out, and nothing that was typed is lost', async ({
	page,
	shop,
	bookedLink,
	baseURL
}) => {
	const send = sender(page, baseURL);
	const { path } = await bookedLink(3, 9);
	const details = await send(`${path}/details`, {
		version: '1',
		phone: '1\0 2',
		address: 'Elm\0 Street',
		notes: 'Gate\0 code'
	});
	expect(details.status()).toBe(303);
	expect(await shop.sql`select phone, address, notes from booking`).toEqual([
		{ phone: '1 2', address: 'Elm Street', notes: 'Gate code' }
	]);
	const move = { startsAt: String(shop.at(4, 9)), version: '2', reason: 'Den\0tist' };
	expect((await send(`${path}/reschedule`, move)).status()).toBe(303);
	const halved = `version=3&reason=${encodeURIComponent('Ill\0')}%ED%A0%BD`;
	expect((await send(`${path}/cancellation`, halved)).status()).toBe(303);
	const reasons = await shop.sql`select reason from booking_change order by version`;
	expect(reasons.map(({ reason }) => reason)).toEqual([
		'',
		'',
		'Dentist',
		expect.stringMatching(/^Ill\ufffd+$/)
	]);

	const text = { name: 'Ve\0ra', phone: '\0', address: 'a\0b', notes: 'c\0d' };
	expect((await send('/book', visit(shop, shop.at(5, 9), text))).status()).toBe(303);
	const nul = await send('/book', visit(shop, shop.at(5, 10), { email: 've\0ra@example.com' }));
	expect(nul.status()).toBe(400);
	expect(await nul.text()).toContain('Vera Visitor');
	expect(
		await shop.sql`select name, notes from customer join booking on customer_id = customer.id
		where email = 'vera@example.com'`
	).toEqual([{ name: 'Vera', notes: 'cd' }]);
});

test('forms in superforms’ own notation are not read, whatever they hold', async ({
	page,
	shop,
	bookedLink,
	baseURL
}) => {
	const send = sender(page, baseURL);
	const { path } = await bookedLink(3, 9);
	for (const json of [
		'[{"version":1,"reason":2},1,"a\\u0000b\\ud83d"]',
		'[{"version":1,"reason":2},1,["null"]]',
		'[{"startsAt":1,"version":2},["BigInt","8640000000000001"],["null"]]'
	]) {
		for (const form of ['reschedule', 'details', 'cancellation']) {
			const response = await send(`${path}/${form}`, { __superform_json: json });
			expect(response.status(), `${form} ${json}`).toBe(400);
		}
		expect((await send('/book', { __superform_json: json })).status()).toBe(400);
	}
	const file = await page.request.post(`${path}/details`, {
		multipart: {
			version: '1',
			notes: { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }
		},
		headers: { origin: baseURL ?? '', accept: 'text/html' }
	});
	expect(file.status()).toBe(200);
	expect(await shop.sql`select version, notes from booking`).toEqual([{ version: 1, notes: '' }]);
});

test('times that are none are refused and the text is kept', async ({
	page,
	shop,
	bookedLink,
	baseURL
}) => {
	const send = sender(page, baseURL);
	const { path } = await bookedLink(3, 9);
	const good = String(shop.at(4, 9));
	for (const wrong of [BEYOND_TIME, '-1', 'Infinity', 'soon']) {
		const asked: Record<string, string>[] = [
			{ startsAt: wrong },
			{ startsAt: good, choose: wrong },
			{ startsAt: wrong, choose: wrong }
		];
		for (const times of asked) {
			const moved = await send(`${path}/reschedule`, { ...times, version: '1', reason: 'My bus' });
			expect(moved.status(), JSON.stringify(times)).toBe(400);
			if (times['startsAt'] === good) expect(await moved.text()).toContain('My bus');
			const booked = await send('/book?service=1', { ...visit(shop, 0), ...times });
			expect(booked.status(), JSON.stringify(times)).toBe(400);
		}
	}
	const looked = await send(`${path}/reschedule`, {
		startsAt: BEYOND_TIME,
		choose: good,
		version: '1',
		reason: 'My bus'
	});
	expect(looked.status()).toBe(200);
	expect(await looked.text()).toContain('My bus');
});

test('the sixth booking mailed to one address within an hour is not made, and the form says so', async ({
	page,
	shop,
	baseURL
}) => {
	const send = sender(page, baseURL);
	const to = { email: inbox('Flooded'), notes: 'Back door' };
	for (let hour = 9; hour < 14; hour++) {
		const tooSoon = await send('/book?service=1', visit(shop, shop.at(-1, hour), to));
		expect(tooSoon.status()).toBe(409);
		expect((await send('/book', visit(shop, shop.at(4, hour), to))).status()).toBe(303);
	}
	const sixth = await send('/book?service=1', visit(shop, shop.at(4, 15), to));
	expect(sixth.status()).toBe(429);
	const said = await sixth.text();
	expect(said).toContain('or call us');
	expect(said).toContain('+1 212 555 0100');
	expect(said).toContain('Back door');
	expect(await shop.sql`select count(*) from booking`).toEqual([{ count: 5 }]);
	const other = visit(shop, shop.at(4, 15), { email: inbox('Calm') });
	expect((await send('/book', other)).status()).toBe(303);
});

test('a name with a web address is refused beside its field', async ({ page, shop, baseURL }) => {
	const wanted = visit(shop, shop.at(4, 9), { name: 'Free money at evil.example' });
	const response = await sender(page, baseURL)('/book?service=1', wanted);
	expect(response.status()).toBe(400);
	expect(await response.text()).toContain('This looks like a web address');
	expect(await shop.sql`select count(*) from booking`).toEqual([{ count: 0 }]);
});

test('a booking form that is sent twice books once', async ({ page, shop, baseURL }) => {
	const send = sender(page, baseURL);
	const wanted = visit(shop, shop.at(4, 9), { email: inbox('Twice') });
	const [first, second] = await Promise.all([send('/book', wanted), send('/book', wanted)]);
	expect([first.status(), second.status()]).toEqual([303, 303]);
	expect((await send('/book', wanted)).status()).toBe(303);
	expect(await shop.sql`select count(*) from booking`).toEqual([{ count: 1 }]);
	await page.goto(second.headers()['location'] ?? '');
	await expect(page.getByText('You are booked')).toBeVisible();

	const unreadable = await send('/book?service=1', { ...wanted, requestId: 'x', notes: 'Kept' });
	expect(unreadable.status()).toBe(400);
	const again = await unreadable.text();
	expect(again).toContain('Kept');
	expect(again).toContain('This page was out of date');
	expect(again).toMatch(/name="requestId" value="[0-9a-f-]{36}"/);
});

test('a popup says why the server refused, not that the connection is bad', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Change details');
	await popup.getByLabel('Notes').fill('x'.repeat(2_200_000));
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(popup.getByText('more text than we can take')).toBeVisible();
	await expect(popup.getByText('Check your connection')).toHaveCount(0);

	await popup.getByLabel('Notes').fill('The gate is green');
	await page.route('**/details', async (route) => {
		const headers = { ...route.request().headers(), 'sec-fetch-site': 'cross-site' };
		await route.fulfill({ response: await route.fetch({ headers }) });
	});
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(popup.getByText('This was sent from another site')).toBeVisible();
	await page.unroute('**/details');

	await page.route('**/details', (route) => route.abort());
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(popup.getByText('Check your connection')).toBeVisible();
	await page.unroute('**/details');

	await revokeLinks(shop.sql, id);
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(popup.getByText('This link does not open a booking any more').first()).toBeVisible();
	await expect(popup.getByLabel('Notes')).toHaveValue('The gate is green');
});

test('details that somebody else changed meanwhile are shown beside what was typed', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Change details');
	await popup.getByLabel('Notes').fill('Mine');
	const details = { phone: '', address: '', notes: 'Theirs' };
	await editDetails(shop.sql, { bookingId: id, details, actor: BY_LINK });
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(popup.getByText('It now says:')).toBeVisible();
	await expect(popup.getByText('Theirs')).toBeVisible();
	await expect(popup.getByLabel('Notes')).toHaveValue('Mine');
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(page.getByText('Your details are saved')).toBeVisible();
});

test('the calendar is asked for instants of these centuries and for what there can be', async ({
	page,
	signIn
}) => {
	await signIn(page);
	const ask = async (query: string) =>
		(await page.request.get(`/admin/calendar?${query}`)).status();
	const bad = ['from=&until=1', 'from=-8.64e15&until=-8639999999999999', 'from=0'];
	const filters = ['fieldworker=x', 'service=0', 'status=paid', 'search=%00', 'fieldworker=1,,2'];
	for (const query of [...bad, ...filters.map((filter) => `from=0&until=1&${filter}`)]) {
		expect(await ask(query), query).toBe(400);
	}
	expect(await ask(`from=0&until=${63 * 86_400_000}`)).toBe(400);
	expect(await ask('from=0&until=1')).toBe(200);
	expect(await ask("from=0&until=1&fieldworker=1,2&status=confirmed&search=%25'")).toBe(200);
	for (const before of ['', 'x', '1001', '1001.0', '-1.1']) {
		const response = await page.request.get(`/admin/activity?before=${before}`);
		expect(response.status(), before).toBe(400);
	}
	expect((await page.request.get('/admin/activity?before=1001.1')).status()).toBe(200);
});
