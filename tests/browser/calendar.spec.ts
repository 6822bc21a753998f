import ICAL from 'ical.js';
import { move } from '../../src/lib/server/bookings/move.ts';
import { BY_LINK } from '../support/shop.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

/** The one event of a file for a calendar, as another library reads it. */
function eventOf(file: string) {
	const calendar = new ICAL.Component(ICAL.parse(file));
	const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
	return {
		method: calendar.getFirstPropertyValue('method'),
		uid: event.uid,
		sequence: event.sequence,
		startsAt: event.startDate.toJSDate().getTime()
	};
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a booking is added to a calendar by a link, which gives nothing secret away', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		const secret = path.split('/').at(-1)!;
		await page.goto(path);
		const region = page.getByRole('region', { name: 'Add to calendar' });
		for (const name of ['Google', 'Outlook']) {
			const href = (await region.getByRole('link', { name }).getAttribute('href')) ?? '';
			expect(href).toMatch(/^https:\/\/(calendar\.google|outlook\.live)\.com\//);
			expect(decodeURIComponent(href)).not.toContain(secret);
			expect(decodeURIComponent(href)).toMatch(/\d{4}-?\d{2}-?\d{2}T\d{2}:?00:?00Z/);
		}
		const download = page.waitForEvent('download');
		await region.getByRole('link', { name: 'Apple or another' }).click();
		expect((await download).suggestedFilename()).toMatch(/^booking-\d+\.ics$/);
		const response = await page.request.get(`${path}/calendar.ics`);
		expect(response.headers()['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
		expect(response.headers()['cache-control']).toBe('no-store');
		const file = await response.text();
		expect(file).not.toContain(secret);
		const [kept] = await shop.sql<{ uid: string }[]>`select calendar_uid as uid from booking`;
		expect(eventOf(file)).toEqual({
			method: 'PUBLISH',
			uid: kept?.uid,
			sequence: 1,
			startsAt: shop.at(3, 9)
		});
	});
});

test('what is added is the time that is shown, also when that moves meanwhile', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	await page.goto(path);
	await awake(page);
	const google = page.getByRole('link', { name: 'Google' });
	const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
	await expect(google).toHaveAttribute('href', new RegExp(stamp(shop.at(3, 9))));
	await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 11), actor: BY_LINK, reason: '' });
	await expect(page.getByText('This booking has just been moved')).toBeVisible();
	await expect(google).toHaveAttribute('href', new RegExp(stamp(shop.at(4, 11))));
	const file = await (await page.request.get(`${path}/calendar.ics`)).text();
	expect(eventOf(file)).toMatchObject({ sequence: 2, startsAt: shop.at(4, 11) });
	const { violations } = await axe(page).include('main').analyze();
	expect(violations).toEqual([]);
});

test('what is cancelled can be added no more, and a dead link gives no file', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	await shop.sql`update booking set status = 'cancelled' where id = ${id}`;
	await page.goto(path);
	await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
	await expect(page.getByRole('region', { name: 'Add to calendar' })).toHaveCount(0);
	expect((await page.request.get('/b/nothing/calendar.ics')).status()).toBe(404);
});

test('whoever opens the file and may not have it comes to the page that says why', async ({
	page,
	bookedLink
}) => {
	const { id } = await bookedLink(3, 9);
	await page.goto('/b/nothing/calendar.ics');
	await expect(
		page.getByRole('heading', { name: 'This link does not open a booking' })
	).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Get a new link by email' })).toBeVisible();
	await page.goto(`/portal/bookings/${id}/calendar.ics`);
	await expect(page.getByText('Sign in to go on.')).toBeVisible();
	expect(new URL(page.url()).searchParams.get('next')).toBe(`/portal/bookings/${id}`);
	// A browser that saves what it gets as a file gets no page.
	const saved = await page.request.get(`/portal/bookings/${id}/calendar.ics`, {
		headers: { 'sec-fetch-dest': 'empty' }
	});
	expect(saved.status()).toBe(401);
});

test('the invites in the mails are one entry for life, which follows the booking', async ({
	shop,
	mailgun,
	bookedLink
}) => {
	const { id } = await bookedLink(3, 9);
	await expect.poll(() => mailgun.messages.length).toBe(1);
	await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 11), actor: BY_LINK, reason: '' });
	await expect.poll(() => mailgun.messages.length).toBe(2);
	const [first, second] = mailgun.messages.map(({ attachments }) =>
		eventOf(attachments[0]?.content ?? '')
	);
	expect(first).toMatchObject({ method: 'REQUEST', sequence: 1, startsAt: shop.at(3, 9) });
	expect(second).toEqual({ ...first, sequence: 2, startsAt: shop.at(4, 11) });
});
