import type { Locator, Page } from '@playwright/test';
import { bookNow, visitor } from './booking-form.ts';
import { awake } from './pages.ts';
import { openPopup, popupIsLive, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

/**
 * Presses, and once more at the same spot as soon as something else is there. Answers with what the
 * second press did: true where it pressed something.
 */
async function pressTwice(target: Locator, by: 'touch' | 'mouse' = 'touch'): Promise<boolean> {
	await target.scrollIntoViewIfNeeded();
	const box = (await target.boundingBox())!;
	const spot = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	const second = target.evaluate(
		async (element, { x, y, pointerType }) => {
			const under = () => document.elementFromPoint(x, y) ?? document.body;
			while (element.contains(under())) await new Promise(requestAnimationFrame);
			const press = { clientX: x, clientY: y, bubbles: true, cancelable: true, pointerType };
			under().dispatchEvent(new PointerEvent('pointerdown', press));
			return under().dispatchEvent(
				new PointerEvent('click', { ...press, detail: pointerType === 'mouse' ? 2 : 1 })
			);
		},
		{ ...spot, pointerType: by }
	);
	if (by === 'mouse') await target.page().mouse.click(spot.x, spot.y);
	else await target.page().touchscreen.tap(spot.x, spot.y);
	return second;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('a double tap takes one step of booking, and whoever is quick is not held up', async ({
	page,
	shop
}) => {
	await page.goto('/book');
	await awake(page);
	expect(await pressTwice(page.getByRole('link', { name: /^Lesson/ }))).toBe(false);
	await expect(heading(page, 'Choose a time')).toBeVisible();
	await showDay(page, shop.at(4, 11));
	expect(await pressTwice(timeOf(page, shop.at(4, 11)))).toBe(false);
	await expect(heading(page, 'Your details')).toBeVisible();
	const who = visitor('Vera Visitor');
	await page.getByLabel('Name').fill(who.name);
	await page.getByLabel('Email').fill(who.email);
	expect(await pressTwice(page.getByRole('button', { name: 'Continue' }))).toBe(false);
	await expect(heading(page, 'Is everything right?')).toBeVisible();
	await page.waitForURL(/step=review/);
	expect(await shop.sql`select from booking`).toHaveLength(0);
	expect(await pressTwice(page.getByRole('link', { name: 'Change the time' }))).toBe(false);
	await expect(heading(page, 'Choose a time')).toBeVisible();
	await timeOf(page, shop.at(4, 11)).tap();
	await bookNow(page).tap();
	await expect(page.getByText('You are booked')).toBeVisible();
	expect(await shop.sql`select starts_at from booking`).toEqual([{ starts_at: shop.at(4, 11) }]);
});

test('a double tap on a time chooses it, and one on the way back leads back', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await showDay(page, shop.at(4, 11));
	await popupIsLive(page);
	const confirm = popup.getByRole('heading', { name: 'Move your booking?' });
	expect(await pressTwice(timeOf(page, shop.at(4, 11)))).toBe(false);
	await expect(confirm).toBeVisible();
	expect(await pressTwice(popup.getByRole('link', { name: 'See all times' }))).toBe(false);
	await expect(confirm).toHaveCount(0);
	await timeOf(page, shop.at(4, 11)).tap();
	await page.getByRole('button', { name: 'Confirm new time' }).tap();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
});

test('a double tap opens a popup once, and one that closes it opens no other', async ({
	page,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = page.getByRole('dialog');
	await page.goto(path);
	await awake(page);
	expect(await pressTwice(page.getByRole('link', { name: 'Cancel booking' }))).toBe(false);
	await expect(popup).toBeVisible();
	expect(await pressTwice(popup.getByRole('link', { name: 'Keep my booking' }))).toBe(false);
	await expect(popup).toBeHidden();
	await page.getByRole('link', { name: 'Change details' }).tap();
	await expect(popup).toBeVisible();
});

test('a double click of a mouse takes one step as well', async ({ page, shop }) => {
	await page.goto('/book');
	await awake(page);
	expect(await pressTwice(page.getByRole('link', { name: /^Lesson/ }), 'mouse')).toBe(false);
	await showDay(page, shop.at(4, 11));
	expect(await pressTwice(timeOf(page, shop.at(4, 11)), 'mouse')).toBe(false);
	await expect(heading(page, 'Your details')).toBeVisible();
});
