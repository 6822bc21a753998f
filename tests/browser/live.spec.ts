import type { Page } from '@playwright/test';
import { move } from '../../src/lib/server/bookings/move.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { unblock } from '../../src/lib/server/occupancy/unblock.ts';
import { BY_LINK, type Shop } from '../support/shop.ts';
import { awake, framesOf } from './pages.ts';
import { choose, clock, day, openPopup, popupIsLive, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

// Three people in browsers of their own: A chooses a new time, B and staff take and free time.

/** Marks the page, so that a reload would be noticed. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { unreloaded: true }));
const isMarked = (page: Page) => page.evaluate(() => 'unreloaded' in window);

/** Moves a booking as its customer would on another device. */
async function moveElsewhere(shop: Shop, bookingId: number, startsAt: number) {
	const { result } = await move(shop.sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
	expect(result).toBe('moved');
}

test('A’s open popup follows what B and staff do, without a reload and without their data', async ({
	page,
	browser,
	shop,
	bookedLink,
	signIn
}) => {
	const [a, b] = [await bookedLink(3, 9), await bookedLink(9, 9)];
	const frames = framesOf(page);
	await openPopup(page, a.path);
	await showDay(page, shop.at(5, 10));
	await popupIsLive(page);
	await mark(page);

	const pageOfB = await browser.newPage();
	await openPopup(pageOfB, b.path);
	await choose(pageOfB, shop.at(5, 10));
	// Held, and not yet confirmed.
	const beingTaken = page.getByRole('link', {
		name: `${clock(shop.at(5, 10))}, being taken by somebody else`
	});
	await expect(beingTaken).toBeVisible();
	await pageOfB.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(pageOfB.getByText('Your booking has been moved')).toBeVisible();
	await expect(beingTaken).toHaveCount(0);
	await expect(timeOf(page, shop.at(5, 10))).toHaveCount(0);
	await expect(timeOf(page, shop.at(5, 9))).toBeVisible();
	await expect(timeOf(page, shop.at(5, 15))).toBeVisible();

	const staff = await browser.newPage();
	await signIn(staff);
	await staff.goto('/admin/blocked-events');
	await awake(staff);
	await staff.getByLabel('Who takes no bookings').selectOption({ label: 'Worker 1' });
	await staff.locator('[name="fromDate"]').fill(shop.date(5));
	await staff.locator('[name="fromTime"]').fill('12:00');
	await staff.locator('[name="untilTime"]').fill('18:00');
	await staff.getByLabel('Title').fill('Dentist Drillwell');
	await staff.getByRole('button', { name: 'Block this time' }).click();
	await expect(timeOf(page, shop.at(5, 15))).toHaveCount(0);
	for (const hour of [12, 13, 14, 16, 17]) {
		await expect(timeOf(page, shop.at(5, hour))).toHaveCount(0);
	}
	await expect(timeOf(page, shop.at(5, 9))).toBeVisible();

	await openPopup(pageOfB, b.path, 'Cancel booking');
	await pageOfB.getByRole('dialog').getByRole('button', { name: 'Cancel booking' }).click();
	await expect(timeOf(page, shop.at(5, 10))).toBeVisible();
	expect(await isMarked(page)).toBe(true);

	// What A was sent: days, as numbers, and nothing about anybody (R7).
	const events = frames.flatMap((frame) => {
		const found = /^4[23]\d*(\[.*)$/s.exec(frame);
		return found ? [JSON.parse(found[1]!) as [unknown, ...unknown[]]] : [];
	});
	const days = events.filter(([name]) => name === 'day').map(([, day]) => day);
	expect(days.length).toBeGreaterThan(3);
	for (const day of days) {
		expect(Object.keys(day as object)).toEqual(['date', 'version', 'at', 'free', 'held']);
	}
	const all = frames.join('\n');
	for (const personal of ['Customer 2', 'customer2', 'Test Street', 'Drillwell', 'Worker']) {
		expect(all).not.toContain(personal);
	}
	expect(all).not.toMatch(new RegExp(`\\b${b.id}\\b`));
});

test('a chosen time is held with a countdown, and given back on "See all times"', async ({
	page,
	browser,
	shop,
	bookedLink
}) => {
	const [a, b] = [await bookedLink(3, 9), await bookedLink(9, 9)];
	await openPopup(page, a.path);
	await showDay(page, shop.at(5, 14));
	await popupIsLive(page);
	const other = await browser.newPage();
	await openPopup(other, b.path);
	await showDay(other, shop.at(5, 14));
	await popupIsLive(other);

	await timeOf(page, shop.at(5, 14)).click();
	await expect(page.getByRole('timer')).toContainText(/4:\d\d/);
	await expect(timeOf(other, shop.at(5, 14))).toHaveCount(0);
	await page.getByRole('link', { name: 'See all times' }).click();
	await expect(timeOf(other, shop.at(5, 14))).toBeVisible();
	// One's own hold never hid it from oneself.
	await expect(timeOf(page, shop.at(5, 14))).toBeFocused();

	await timeOf(page, shop.at(5, 14)).click();
	await expect(timeOf(other, shop.at(5, 14))).toHaveCount(0);
	await page.close();
	await expect(timeOf(other, shop.at(5, 14))).toBeVisible();
});

test('a chosen time that is taken all the same is told, with the nearest, and the words stay', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ holdMinutes: 0 });
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await showDay(page, shop.at(5, 14));
	await popupIsLive(page);
	await timeOf(page, shop.at(5, 14)).click();
	await popup.getByLabel('Why are you moving it?').fill('The kettle is due');
	await shop.booked(shop.at(5, 14));
	await expect(popup.getByText(/taken/).first()).toBeVisible();
	const nearest = popup.getByRole('button', { name: new RegExp(clock(shop.at(5, 13))) });
	await nearest.click();
	await expect(popup.getByLabel('Why are you moving it?')).toHaveValue('The kettle is due');
	await popup.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
});

test('rescheduling that is turned off closes the popup with the reason', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await popupIsLive(page);
	await shop.setFlags({ allowReschedule: false });
	await expect(popup).toBeHidden();
	await expect(page.getByText(/has just been turned off/)).toBeVisible();
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0);
});

test('real-time availability that is turned off widens the times in the open popup', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await shop.booked(shop.at(5, 11));
	await openPopup(page, path);
	await showDay(page, shop.at(5, 11));
	await popupIsLive(page);
	await expect(timeOf(page, shop.at(5, 11))).toHaveCount(0);
	await shop.setFlags({ realTimeAvailability: false });
	await expect(timeOf(page, shop.at(5, 11))).toBeVisible();
});

test('offline it says so, and when it is back it is right before a time can be chosen', async ({
	page,
	context,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await showDay(page, shop.at(5, 14));
	await popupIsLive(page);
	await context.setOffline(true);
	await expect(popup.getByText(/offline/).first()).toBeVisible();
	await shop.booked(shop.at(5, 14));
	await timeOf(page, shop.at(5, 14)).click();
	await expect(popup.getByText(/seem to be offline/)).toBeVisible();
	await expect(popup.getByRole('button', { name: 'Confirm new time' })).toHaveCount(0);
	await context.setOffline(false);
	await popupIsLive(page);
	await expect(timeOf(page, shop.at(5, 14))).toHaveCount(0);
});

test('the booking’s page shows what was done elsewhere', async ({
	page,
	browser,
	bookedLink,
	shop
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
	const elsewhere = await browser.newPage();
	await openPopup(elsewhere, path);
	await choose(elsewhere, shop.at(5, 10));
	await elsewhere.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText(/has just been moved/)).toBeVisible();
	await expect(page.getByText(clock(shop.at(5, 10))).first()).toBeVisible();
	await openPopup(elsewhere, path, 'Cancel booking');
	await elsewhere.getByRole('dialog').getByRole('button', { name: 'Cancel booking' }).click();
	await expect(page.getByRole('link', { name: 'Schedule an appointment' })).toBeVisible();
});

test('an open picker stays where it is when the booking is moved elsewhere', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	const far = shop.at(30, 10);
	await choose(page, far);
	await page.getByRole('link', { name: 'See all times' }).click();
	await popupIsLive(page);
	await moveElsewhere(shop, id, shop.at(29, 10));
	await expect(popup.getByText(/has just been moved/)).toBeVisible();
	await expect(popup.getByRole('heading', { name: day(far) })).toBeVisible();
	await showDay(page, shop.at(29, 10));
	await expect(timeOf(page, shop.at(29, 11))).toBeVisible();
	await expect(timeOf(page, shop.at(29, 10))).toHaveCount(0);
});

test('a held time that staff block is told as gone, and is held again once it is free', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(5, 14));
	await expect(page.getByRole('timer')).toBeVisible();
	const blocked = await block(shop.sql, {
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(5, 13),
		endsAt: shop.at(5, 16),
		title: 'Dentist'
	});
	await expect(popup.getByText(/has just taken that time/)).toBeVisible();
	await expect(page.getByRole('timer')).toHaveCount(0);
	await expect(
		popup.getByRole('button', { name: new RegExp(clock(shop.at(5, 12))) })
	).toBeVisible();

	if (blocked.result !== 'blocked') throw new Error('It was not blocked');
	await unblock(shop.sql, blocked.id);
	await expect(popup.getByText(/has just taken that time/)).toHaveCount(0);
	await expect(page.getByRole('timer')).toBeVisible();
});

test('what was done here is not told any more once the booking is moved elsewhere', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await choose(page, shop.at(5, 14));
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	await moveElsewhere(shop, id, shop.at(6, 10));
	await expect(page.getByText(/has just been moved/)).toBeVisible();
	await expect(page.getByText('Your booking has been moved')).toHaveCount(0);
});
