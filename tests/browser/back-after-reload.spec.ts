import { awake } from './pages.ts';
import { choose, openPopup, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

// A popup has an address, so a reload makes a page of its own of it; Back leads on from there as it
// would have without.

const MOVE = { name: 'Move your booking?' };
const TIMES = { name: 'Choose a new time' };
const VIEW = { name: 'Edit', exact: true };

test('after a reload the chosen time is still chosen, and Back leads to the times and the booking', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	await expect(page.getByRole('heading', MOVE)).toBeVisible();
	await page.reload();
	await awake(page);
	await expect(page.getByRole('heading', MOVE)).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', MOVE)).toHaveCount(0);
	await expect(page.getByRole('heading', TIMES)).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', TIMES)).toHaveCount(0);
	await expect(page.getByRole('link', VIEW)).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await page.goForward();
	await expect(page.getByRole('heading', TIMES)).toBeVisible();
});

test('a time that is chosen after a reload has a way back to the times and to the booking', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await page.reload();
	await awake(page);
	await choose(page, shop.at(4, 11));
	await expect(page.getByRole('heading', MOVE)).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', MOVE)).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1, ...TIMES })).toBeVisible();
	// It may be read anew there, which ends a way back that is gone meanwhile.
	await awake(page);
	await page.goBack();
	await expect(page.getByRole('link', VIEW)).toBeVisible();
	await expect(page.getByRole('heading', TIMES)).toHaveCount(0);
});

test('another time chosen after a reload in place of the first has the first one behind it', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(`${path}/reschedule`);
	await awake(page);
	await choose(page, shop.at(4, 11));
	await expect(page.getByRole('heading', MOVE)).toBeVisible();
	await page.reload();
	await awake(page);
	await page.getByRole('link', { name: 'See all times' }).click();
	await showDay(page, shop.at(4, 12));
	await timeOf(page, shop.at(4, 12)).click();
	await expect(page).toHaveURL(new RegExp(`at=${shop.at(4, 12)}`));
	await page.goBack();
	await expect(page).toHaveURL(new RegExp(`at=${shop.at(4, 11)}`));
	await expect(page.getByRole('heading', MOVE)).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('heading', MOVE)).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1, ...TIMES })).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`${path}/reschedule$`));
});
