import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const PAGE = '/admin/services/1';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page, path = PAGE) => {
			await page.goto(path);
			if (javaScriptEnabled) await awake(page);
		};

		test('a service is added, and customers find it', async ({ page, shop, signIn }) => {
			await signIn(page);
			await open(page, '/admin/services');
			await page.getByRole('link', { name: 'New service' }).click();
			await page.waitForURL('**/new');
			if (javaScriptEnabled) await awake(page);
			await page.getByLabel('Duration, minutes').fill('3');
			await page.getByRole('button', { name: 'Add this service' }).click();
			await expect(page.getByText('Type what customers call it.')).toBeVisible();
			await expect(page.getByText('Type a whole number of minutes, from 5 to 720.')).toBeVisible();
			await page.getByLabel('Name', { exact: true }).fill('Swim');
			await page.getByLabel('Duration, minutes').fill('45');
			await page.getByLabel('Price').fill('$45');
			await page.getByRole('checkbox', { name: 'Worker 1' }).uncheck();
			await page.getByRole('button', { name: 'Add this service' }).click();
			await expect(page.getByRole('heading', { name: 'Swim', level: 1 })).toBeVisible();
			await expect(page.getByText('Swim is added.')).toBeVisible();
			expect(
				await shop.sql`
					select s.duration_minutes, s.price_text, s.active, s.on_public_page, fs.fieldworker_id
					from service s
					join fieldworker_service fs on fs.service_id = s.id
					where s.name = 'Swim'
				`
			).toEqual([
				{
					duration_minutes: 45,
					price_text: '$45',
					active: true,
					on_public_page: true,
					fieldworker_id: 2
				}
			]);
			await page.goto('/book');
			await expect(page.getByText('Swim').first()).toBeVisible();
		});

		test('rules of its own are kept, and blank is the business’s', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.setFlags({ rescheduleNoticeHours: 24, maxMoves: 2 });
			await signIn(page);
			await open(page);
			const notice = page.getByLabel('Minimum notice for rescheduling, hours');
			await expect(notice).toHaveAttribute('placeholder', '24 hours (the business’s)');
			await expect(page.getByLabel('Maximum moves per booking')).toContainText('at most 2 moves');
			await notice.fill('48');
			await page.getByLabel('Customers may cancel it').selectOption('Off for this service');
			await page.getByLabel('Maximum moves per booking').selectOption('As often as they like');
			await page.getByLabel('How far ahead, days').fill('a lot');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Type a whole number of days, from 1 to 730')).toBeVisible();
			await expect(notice).toHaveValue('48');
			await page.getByLabel('How far ahead, days').fill('');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			expect(await shop.sql`select policy_overrides from service`).toEqual([
				{ policy_overrides: { allowCancel: false, maxMoves: null, rescheduleNoticeHours: 48 } }
			]);
			await page.goto('/admin/services');
			await expect(page.getByText('3 rules of its own')).toBeVisible();
		});

		test('at most so many moves needs a number', async ({ page, shop, signIn }) => {
			await signIn(page);
			await open(page);
			await page.getByLabel('Maximum moves per booking').selectOption('limited');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Type how often at most.')).toBeVisible();
			await page.getByLabel('At most, moves').fill('3');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			expect(await shop.sql`select policy_overrides from service`).toEqual([
				{ policy_overrides: { maxMoves: 3 } }
			]);
		});

		test('off the public page it can only be booked by staff', async ({ page, shop, signIn }) => {
			await shop.booked(shop.at(3, 9));
			await signIn(page);
			await open(page);
			await expect(page.getByText('The upcoming booking stays as it is.')).toBeVisible();
			await page.getByRole('switch', { name: 'On the public booking page' }).uncheck();
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			await page.goto('/admin/services');
			await expect(page.getByText('Staff only')).toBeVisible();
			await page.goto('/book');
			await expect(page.getByText('Lesson')).toHaveCount(0);
		});
	});
}

test('what is not there says so', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	for (const path of ['/admin/services/999', '/admin/services/x', '/admin/fieldworkers/999']) {
		const answer = await page.goto(path);
		expect(answer!.status()).toBe(404);
		await expect(page.getByText('There is no such')).toBeVisible();
	}
});

test('axe finds nothing, errors included', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	const faults = async () => {
		const { violations } = await axe(page).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	};
	await page.goto('/admin/services');
	await faults();
	await page.goto(PAGE);
	await awake(page);
	await page.getByLabel('Name', { exact: true }).fill('');
	await page.getByLabel('Maximum moves per booking').selectOption('limited');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Type what customers call it.')).toBeVisible();
	await faults();
});
