import type { Page } from '@playwright/test';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const MAI = { name: 'Mai Admin', email: 'mai@test.example', password: 'another long phrase' };
const SERVICE = '/admin/services/1';
const FLAGS = '/admin/settings/customer-portal/flags-and-permissions';
const CHANGED = 'Somebody else has changed this meanwhile';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('of two admins who save a service, the second is told what the first changed', async ({
			browser,
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(3, 9));
			await createStaff(shop.sql, { ...MAI, role: 'admin' });
			const open = async (one: Page) => {
				await one.goto(SERVICE);
				if (javaScriptEnabled) await awake(one);
			};
			const save = (one: Page) => one.getByRole('button', { name: 'Save', exact: true }).click();
			const context = await browser.newContext({ javaScriptEnabled });
			const mai = await context.newPage();
			await mai.goto('/login');
			await mai.getByLabel('Email').fill(MAI.email);
			await mai.getByLabel('Password').fill(MAI.password);
			await mai.getByRole('button', { name: 'Sign in' }).click();
			await mai.waitForURL('**/admin');
			await signIn(page);
			await open(page);
			await open(mai);
			await expect(page.getByText('(1 booking to come)')).toBeVisible();

			await mai.getByLabel('Price').fill('$70');
			await save(mai);
			await expect(mai.getByText('Saved.')).toBeVisible();
			await page.getByLabel('Price').fill('$50');
			await page.getByLabel('Duration, minutes').fill('45');
			await save(page);
			await expect(page.getByText(CHANGED)).toBeVisible();
			const row = page.getByRole('row', { name: /^price text/i });
			await expect(row).toContainText('$70');
			await expect(row).toContainText('$50');
			const prices = () => shop.sql`select price_text, duration_minutes from service`;
			expect(await prices()).toEqual([{ price_text: '$70', duration_minutes: 60 }]);
			if (javaScriptEnabled) {
				const { violations } = await axe(page).analyze();
				expect(violations.map(({ id }) => id)).toEqual([]);
			}

			await page.getByRole('button', { name: 'Save mine all the same' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			expect(await prices()).toEqual([{ price_text: '$50', duration_minutes: 45 }]);

			await mai.getByLabel('Price').fill('$90');
			await save(mai);
			await expect(mai.getByText(CHANGED)).toBeVisible();
			await mai.getByRole('link', { name: 'Keep theirs' }).click();
			await expect(mai.getByLabel('Price')).toHaveValue('$50');
			await expect(mai.getByText(CHANGED)).toHaveCount(0);
			await mai.getByLabel('Price').fill('$80');
			await save(mai);
			await expect(mai.getByText('Saved.')).toBeVisible();
			expect(await prices()).toEqual([{ price_text: '$80', duration_minutes: 45 }]);
			await context.close();
		});
	});
}

test('somebody who shall not do a service any more: how many of its bookings they have is said', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto('/admin/fieldworkers/1');
	await awake(page);
	await page.getByRole('checkbox', { name: /^Lesson/ }).uncheck();
	await expect(
		page.getByText('1 booking to come stays as it is until somebody moves it.')
	).toBeVisible();
});

test('flags that somebody else saves show where nothing is typed, and are not mixed with what is', async ({
	page,
	shop,
	signIn
}) => {
	await shop.setFlags({ cancelNoticeHours: 24, maxMoves: null });
	await signIn(page);
	await page.goto(FLAGS);
	await awake(page);
	const notice = page.getByLabel('Minimum notice for cancellation');
	await shop.setFlags({ cancelNoticeHours: 48 });
	await expect(notice).toHaveValue('48');

	await page.getByLabel('Maximum moves per booking').fill('3');
	await shop.setFlags({ cancelNoticeHours: 72 });
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText(CHANGED)).toBeVisible();
	const row = page.getByRole('row', { name: /^cancel notice hours/i });
	await expect(row).toContainText('48 (not changed by you)');
	await expect(row).toContainText('72');
	await page.getByRole('link', { name: 'Keep theirs' }).click();
	await expect(notice).toHaveValue('72');
	await expect(page.getByLabel('Maximum moves per booking')).toHaveValue('');
	await page.goto('/admin/account');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
