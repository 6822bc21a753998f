import type { Page } from '@playwright/test';
import { setTimeout } from 'node:timers/promises';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../src/lib/server/bookings/edit-details.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { unblock } from '../../src/lib/server/occupancy/unblock.ts';
import { BY_LINK } from '../support/shop.ts';
import { framesOf, holdBack, isLive } from './pages.ts';
import { expect, test } from './reslot.ts';

const byCustomer = { reason: '', actor: BY_LINK };

/** What a page was told of changes, and how it is told of a booking's. */
const newsIn = (frames: string[]) => frames.filter((frame) => /^42\["board"/.test(frame)).join();
const bookingIn = (id: number) => new RegExp(`"bookings":\\[[^\\]]*\\b${id}\\b`);

/** Tells elements that stay from elements that are made anew, and knows which are marked from here on. */
const remember = (page: Page) =>
	page.evaluate(() => {
		for (const element of document.querySelectorAll('.board-event')) {
			Object.assign(element, { remembered: true });
		}
		const marked: Element[] = [];
		const { animate } = Element.prototype;
		Element.prototype.animate = function (...how) {
			marked.push(this);
			return animate.apply(this, how);
		};
		Object.assign(window, { marked });
	});
const marked = (page: Page) =>
	page.evaluate(() =>
		(window as unknown as { marked: Element[] }).marked
			.filter((element) => element.isConnected)
			.map((element) => element.getAttribute('href'))
	);
const remembered = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('.board-event')]
			.filter((element) => 'remembered' in element)
			.map((element) => element.getAttribute('href'))
	);

test('the calendar follows what happens elsewhere, and changes nothing else', async ({
	page,
	shop,
	signIn
}) => {
	const frames = framesOf(page);
	const still = await shop.booked(shop.at(3, 9));
	const moving = await shop.booked(shop.at(3, 11));
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}&view=day`);
	const entry = (id: number) => page.locator(`a[href="/admin/bookings/${id}"]`);
	await expect(entry(moving.id)).toContainText('11:00 AM');
	await isLive(page);
	await remember(page);
	const reads: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/admin/calendar')) reads.push(request.url());
	});
	/** Nothing is read any more of what has happened so far. */
	const quiet = () =>
		expect
			.poll(async () => {
				const before = reads.length;
				await setTimeout(1_000);
				return reads.length - before;
			})
			.toBe(0);

	await entry(moving.id).focus();
	await move(shop.sql, { bookingId: moving.id, startsAt: shop.at(3, 15), ...byCustomer });
	await expect(entry(moving.id)).toContainText('3:00 – 4:00 PM');
	await expect(entry(moving.id)).toHaveAttribute('title', /3:00 – 4:00 PM/);
	await expect(entry(moving.id)).toBeFocused();
	expect(await marked(page)).toEqual([`/admin/bookings/${moving.id}`]);
	expect(await remembered(page)).toContain(`/admin/bookings/${still.id}`);

	const fresh = await shop.booked(shop.at(3, 13));
	await expect(entry(fresh.id)).toContainText('Customer 3');
	await expect(page.getByText('3 bookings')).toBeVisible();
	await cancel(shop.sql, { bookingId: fresh.id, ...byCustomer });
	await expect(entry(fresh.id)).toHaveClass(/board-cancelled/);
	await expect(page.getByText('2 bookings')).toBeVisible();

	await move(shop.sql, { bookingId: moving.id, startsAt: shop.at(4, 15), ...byCustomer });
	await expect(entry(moving.id)).toHaveCount(0);
	// What was moved away comes back with the day that it is on now.
	await page.getByRole('button', { name: 'Later' }).click();
	await expect(entry(moving.id)).toBeVisible();
	await page.getByRole('button', { name: 'Earlier' }).click();
	await expect(entry(still.id)).toBeVisible();
	await expect(entry(moving.id)).toHaveCount(0);
	await expect(entry(still.id)).toHaveCount(1);

	// What happens on days that are not shown is not read.
	await quiet();
	const before = reads.length;
	const elsewhere = await shop.booked(shop.at(9, 9));
	await expect.poll(() => newsIn(frames)).toMatch(bookingIn(elsewhere.id));
	await quiet();
	expect(reads).toHaveLength(before);
	await editDetails(shop.sql, {
		bookingId: still.id,
		details: { phone: '', address: '', notes: 'Seen' },
		actor: BY_LINK
	});
	await expect.poll(() => reads.length).toBe(before + 1);
	await expect(entry(elsewhere.id)).toHaveCount(0);
});

test('a blocked event comes and goes on the calendar by itself', async ({ page, shop, signIn }) => {
	const booking = await shop.booked(shop.at(3, 13));
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}`);
	await isLive(page);
	const entry = page.locator(`a[href="/admin/bookings/${booking.id}"]`);
	const blocked = page.locator('a.board-blocked');
	const outcome = await block(shop.sql, {
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(3, 12),
		endsAt: shop.at(3, 17),
		title: 'Conference'
	});
	await expect(blocked).toContainText('Conference');
	await expect(blocked).toHaveAttribute('title', /Blocked, Conference, .*Worker 1/);
	await expect(entry).toHaveClass(/board-clash/);
	if (outcome.result === 'blocked') await unblock(shop.sql, outcome.id);
	await expect(blocked).toHaveCount(0);
	await expect(entry).not.toHaveClass(/board-clash/);
});

test('after the database was away the calendar is right again', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}`);
	await isLive(page);
	// Whatever listens is cut off, so nobody is told of the booking.
	const cut = await shop.sql`
		select pg_terminate_backend(pid)
		from pg_stat_activity
		where datname = current_database()
			and application_name = 'reslot listener'
	`;
	expect(cut).toHaveLength(1);
	const { id } = await shop.booked(shop.at(3, 9));
	await expect(page.locator(`a[href="/admin/bookings/${id}"]`)).toBeVisible();
	await isLive(page);
});

test('a device that is offline says so on the calendar', async ({ context, page, signIn }) => {
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await context.setOffline(true);
	await expect(page.getByText('Reconnecting…')).toBeVisible();
	await context.setOffline(false);
	await isLive(page);
});

test('whose session has ended is told so on the calendar', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await shop.sql`delete from staff_session`;
	await expect(page.getByRole('alert')).toContainText('You are signed out');
	await page.getByRole('link', { name: 'Sign in again' }).click();
	await expect(page).toHaveURL(/\/login\?next=%2Fadmin$/);
});

test('a booking’s page follows its booking', async ({ page, shop, bookedLink, signIn }) => {
	const { id } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await page.goto(`/admin/bookings/${id}`);
	await page.getByText('Issue a new link', { exact: true }).click();
	await page.getByRole('button', { name: /^Issue a new link/ }).click();
	const link = await page.getByLabel('The new link').inputValue();
	await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 14), ...byCustomer });
	await expect(page.getByText('2:00 – 3:00 PM').first()).toBeVisible();
	await expect(page.getByText('Updated just now')).toBeVisible();
	await expect(page.getByLabel('The new link')).toHaveValue(link);
	await block(shop.sql, {
		fieldworkerId: null,
		startsAt: shop.at(4, 12),
		endsAt: shop.at(4, 17),
		title: 'Conference'
	});
	await expect(page.getByText('This booking shares its time')).toBeVisible();
});

test('the list says that it has changed, and moves only when asked', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 12));
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await page.getByRole('link', { name: 'Bookings', exact: true }).click();
	await expect(page.getByText('1 booking ·')).toBeVisible();
	await page.getByRole('searchbox').fill('half typed');

	await shop.booked(shop.at(3, 9));
	const show = page.getByRole('button', { name: 'This list has changed: show' });
	await expect(show).toBeVisible();
	await expect(page.getByText('Customer 2')).toHaveCount(0);
	await show.click();
	await expect(page.getByText('Customer 2').first()).toBeVisible();
	await expect(page.getByText('2 bookings ·')).toBeVisible();
	await expect(show).toHaveCount(0);
	await expect(page.getByRole('searchbox')).toHaveValue('half typed');
});

test('a booking that is pressed opens, whatever changes in the list on the way', async ({
	page,
	shop,
	signIn
}) => {
	const frames = framesOf(page);
	const pressed = await shop.booked(shop.at(3, 12));
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await page.getByRole('link', { name: 'Bookings', exact: true }).click();
	const way = await holdBack(page, new RegExp(`/admin/bookings/${pressed.id}/__data\\.json`));
	await page
		.getByRole('row', { name: /Customer 1/ })
		.getByRole('link')
		.click();
	await way.sent;
	const fresh = await shop.booked(shop.at(3, 9));
	await expect.poll(() => newsIn(frames)).toMatch(bookingIn(fresh.id));
	// As long as the list would take to be read again.
	await setTimeout(2_000);
	way.arrive();
	await expect(page.getByRole('heading', { name: 'View booking' })).toBeVisible();
});
