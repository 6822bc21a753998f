import type { Page } from '@playwright/test';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { axe } from './axe.ts';
import { bookNow, fillDetails, visitor } from './booking-form.ts';
import { choose, openPopup, popupIsLive, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

const whom = (page: Page) => page.getByRole('combobox', { name: 'With' });

test('where customers choose, the times are those of whom they choose, live, and so is the move', async ({
	page,
	shop,
	bookedLink,
	mailgun
}) => {
	await shop.setFlags({ rescheduleFieldworker: 'choose' });
	const [, second] = shop.fieldworkerIds;
	await shop.booked(shop.at(4, 11));
	const { id, path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await showDay(page, shop.at(4, 10));
	await popupIsLive(page);
	await expect(timeOf(page, shop.at(4, 11))).toHaveCount(0);

	await expect(whom(page)).toHaveValue(String(shop.fieldworkerIds[0]));
	await whom(page).selectOption({ label: 'Worker 2' });
	// The day that was looked at stays.
	await expect(timeOf(page, shop.at(4, 11))).toBeVisible();
	await popupIsLive(page);
	await shop.booked(shop.at(4, 14), second);
	await expect(timeOf(page, shop.at(4, 14))).toHaveCount(0);
	await shop.booked(shop.at(4, 16));
	await expect(timeOf(page, shop.at(4, 16))).toBeVisible();

	await timeOf(page, shop.at(4, 11)).click();
	await expect(popup.getByText('With Worker 2 instead of Worker 1.')).toBeVisible();
	await expect(page.getByRole('timer')).toBeVisible();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	await expect(page.getByText('It is now with Worker 2.')).toBeVisible();
	const moved = await shop.sql`
		select fieldworker_id as "fieldworkerId", starts_at as "startsAt"
		from booking
		where id = ${id}
	`;
	expect(moved).toEqual([{ fieldworkerId: second, startsAt: shop.at(4, 11) }]);
	await expect
		.poll(() => mailgun.messages.filter(({ subject }) => /moved|new time/i.test(subject)).length)
		.toBeGreaterThan(0);
});

test('a day and a month that are chosen while the times of somebody else are read stay chosen', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ rescheduleFieldworker: 'choose' });
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await showDay(page, shop.at(4, 10));
	const arrived = Promise.withResolvers<void>();
	const goOn = Promise.withResolvers<void>();
	await page.route('**/times?*fieldworker=any*', async (route) => {
		arrived.resolve();
		await goOn.promise;
		await route.continue();
	});
	await whom(page).selectOption({ label: 'Anyone' });
	await arrived.promise;
	await showDay(page, shop.at(35, 10));
	goOn.resolve();
	await timeOf(page, shop.at(35, 11)).click();
	await expect(page.getByText('With Worker 1, as now.')).toBeVisible();
});

test('the time that one has can be had with somebody else', async ({ page, shop, bookedLink }) => {
	await shop.setFlags({ rescheduleFieldworker: 'choose' });
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await showDay(page, shop.at(3, 9));
	await expect(timeOf(page, shop.at(3, 9))).toHaveCount(0);
	await whom(page).selectOption({ label: 'Worker 2' });
	await timeOf(page, shop.at(3, 9)).click();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('It is now with Worker 2.')).toBeVisible();
});

test('with anybody the confirm step says who holds the time, which is one’s own if they can', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ rescheduleFieldworker: 'any' });
	await shop.booked(shop.at(4, 11));
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await expect(whom(page)).toHaveCount(0);
	await choose(page, shop.at(4, 14));
	await expect(popup.getByText('With Worker 1, as now.')).toBeVisible();
	await page.getByRole('link', { name: 'See all times' }).click();
	await timeOf(page, shop.at(4, 11)).click();
	await expect(popup.getByText('With Worker 2 instead of Worker 1.')).toBeVisible();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('It is now with Worker 2.')).toBeVisible();
});

test('a choice that the business takes back while the popup is open goes, and the times follow', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ rescheduleFieldworker: 'choose' });
	await shop.booked(shop.at(4, 11));
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await showDay(page, shop.at(4, 10));
	await popupIsLive(page);
	await whom(page).selectOption({ label: 'Anyone' });
	await expect(timeOf(page, shop.at(4, 11))).toBeVisible();
	await popupIsLive(page);
	await shop.setFlags({ rescheduleFieldworker: 'keep' });
	await expect(whom(page)).toHaveCount(0);
	await expect(timeOf(page, shop.at(4, 11))).toHaveCount(0);
	await expect(timeOf(page, shop.at(4, 10))).toBeVisible();
});

test('whoever booked with somebody who has left reads so, and moves to somebody else, live', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await shop.booked(shop.at(4, 11));
	const popup = await openPopup(page, path);
	await showDay(page, shop.at(4, 10));
	await popupIsLive(page);
	await expect(timeOf(page, shop.at(4, 11))).toHaveCount(0);
	await shop.sql`update fieldworker set active = false where id = ${shop.fieldworkerIds[0]!}`;
	await expect(
		popup.getByText('Worker 1 does not do this any more. Another time will be with Worker 2.')
	).toBeVisible();
	await timeOf(page, shop.at(4, 11)).click();
	await expect(popup.getByText('With Worker 2 instead of Worker 1.')).toBeVisible();
	await expect(page.getByRole('timer')).toBeVisible();
	expect((await axe(page).analyze()).violations).toEqual([]);
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('It is now with Worker 2.')).toBeVisible();
});

test('whose service nobody does any more reads whom to ask, and is offered nobody’s times', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await popupIsLive(page);
	await shop.sql`update fieldworker set active = false`;
	await expect(page.getByText(/does not do this any more/).first()).toBeVisible();
	await page.goto(path);
	await expect(page.getByText('The time cannot be changed online')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`axe finds nothing, ${colorScheme}`, () => {
		test.use({ colorScheme, viewport: { width: 390, height: 844 } });

		test('where one chooses with whom, confirms it, and leaves out the comment', async ({
			page,
			shop,
			bookedLink
		}) => {
			const faults = async () => (await axe(page).analyze()).violations;
			await shop.setFlags({ rescheduleFieldworker: 'choose', requireCancelComment: true });
			const { path } = await bookedLink(3, 9);
			const popup = await openPopup(page, path);
			await whom(page).selectOption({ label: 'Anyone' });
			await choose(page, shop.at(4, 11));
			await expect(popup.getByText('With Worker 1, as now.')).toBeVisible();
			expect(await faults()).toEqual([]);
			await page.getByRole('link', { name: 'See all times' }).click();
			await expect(whom(page)).toHaveValue('any');
			expect(await faults()).toEqual([]);
			await openPopup(page, path, 'Cancel booking');
			await popup.getByLabel('Why are you cancelling?').fill(' ');
			await popup.getByRole('button', { name: 'Cancel booking' }).click();
			await expect(popup.getByText(/tell us why you are cancelling/)).toBeVisible();
			expect(await faults()).toEqual([]);
		});
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('one chooses with whom, and a comment is asked for', async ({ page, shop }) => {
		await shop.setFlags({ rescheduleFieldworker: 'choose', requireCancelComment: true });
		await shop.booked(shop.at(4, 11));
		const { id } = await shop.booked(shop.at(3, 9));
		const path = `/b/${await issueLink(shop.sql, id)}`;
		await page.goto(`${path}/reschedule`);
		await page.getByLabel('With', { exact: true }).selectOption({ label: 'Worker 2' });
		await page.getByRole('button', { name: 'Show times' }).click();
		await choose(page, shop.at(4, 11));
		await expect(page.getByText('With Worker 2 instead of Worker 1.')).toBeVisible();
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('It is now with Worker 2.')).toBeVisible();

		await page.getByRole('link', { name: 'Cancel booking' }).click();
		await page.getByLabel('Why are you cancelling?').fill(' ');
		await page.getByRole('button', { name: 'Cancel booking' }).click();
		await expect(page.getByText(/tell us why you are cancelling/)).toBeVisible();
		await page.getByLabel('Why are you cancelling?').fill('Ill');
		await page.getByRole('button', { name: 'Cancel booking' }).click();
		await expect(page.getByText('This booking is cancelled')).toBeVisible();
	});

	test('with anybody the page says that it may be somebody else', async ({ page, shop }) => {
		await shop.setFlags({ rescheduleFieldworker: 'any' });
		await shop.booked(shop.at(4, 11));
		const { id } = await shop.booked(shop.at(3, 9));
		await page.goto(`/b/${await issueLink(shop.sql, id)}/reschedule`);
		await choose(page, shop.at(4, 11));
		await expect(page.getByText(/With Worker 1 if they are free then/)).toBeVisible();
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('It is now with Worker 2.')).toBeVisible();
	});

	test('a service that is off the public page is not booked there, but its bookings are moved', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(5, 10)}`);
		await fillDetails(page, visitor('Late Lena'));
		await shop.sql`update service set on_public_page = false`;
		await bookNow(page).click();
		await expect(page.getByText('Nothing can be booked online')).toBeVisible();
		expect(await shop.sql`select from booking`).toHaveLength(1);
		await page.goto('/book');
		await expect(page.getByText('Lesson')).toHaveCount(0);

		await page.goto(`${path}/reschedule`);
		await choose(page, shop.at(4, 11));
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
	});
});
