import type { Page } from '@playwright/test';
import { changeHours } from '../../src/lib/server/hours/change-hours.ts';
import type { Shop } from '../support/shop.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const PAGE = '/admin/fieldworkers/1';
const NOBODY = { seen: [], ask: [] };

const monday = (page: Page) => page.getByRole('group', { name: 'Monday' });
const hoursForm = (page: Page) => page.getByRole('region', { name: 'Hours of the week' });
const daysForm = (page: Page) => page.getByRole('region', { name: 'Days that are different' });

/** Closes every day at noon. */
async function closeAtNoon(page: Page): Promise<void> {
	for (const until of await page.getByLabel('Until', { exact: true }).all()) {
		if (await until.isVisible()) await until.fill('12:00');
	}
}

const weeklyOf = (shop: Shop) =>
	shop.sql`
		select weekday, opens_minute, closes_minute
		from working_hours
		where fieldworker_id = 1
		order by weekday, opens_minute
	`;

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page, path = PAGE) => {
			await page.goto(path);
			if (javaScriptEnabled) await awake(page);
		};

		test('shorter hours show whom they strand, and ask those who are ticked', async ({
			page,
			shop,
			mailgun,
			signIn
		}) => {
			const late = await shop.booked(shop.at(3, 15));
			await shop.booked(shop.at(4, 16));
			await shop.booked(shop.at(3, 9));
			await signIn(page);
			await open(page);
			await closeAtNoon(page);
			await page.getByRole('button', { name: 'Save the hours' }).click();
			await expect(page.getByText('This leaves 2 bookings outside the hours')).toBeVisible();
			expect((await weeklyOf(shop))[0]).toMatchObject({ closes_minute: 18 * 60 });
			await expect(page.getByLabel('Until', { exact: true }).first()).toHaveValue('12:00');

			await page.getByRole('checkbox', { name: `booking ${late.id}` }).check();
			await page.getByRole('button', { name: 'Save all the same' }).click();
			await expect(page.getByText('1 customer is asked by email')).toBeVisible();
			await expect(page.getByText('2 bookings are left outside the hours.')).toBeVisible();
			expect((await weeklyOf(shop))[0]).toMatchObject({ closes_minute: 12 * 60 });
			const asks = () =>
				mailgun.messages.filter(
					({ to, html }) => to.includes('customer1@example.com') && /\/b\//.test(html)
				);
			// The confirmation of the booking, and the request.
			await expect.poll(() => asks().length).toBe(2);
			const request = asks().at(-1)!;
			const link = request.html.match(/href="[^"]*(\/b\/[\w-]{20,})/)?.[1];
			await page.goto(link!);
			await expect(page.getByText('Lesson').first()).toBeVisible();
		});

		test('a day off is added, shown and removed again', async ({ page, shop, signIn }) => {
			await signIn(page);
			await open(page);
			const form = daysForm(page);
			await form.getByLabel('First day').fill(shop.date(5));
			await form.getByLabel('Last day').fill(shop.date(7));
			await form.getByLabel('Note').fill('Sailing');
			await form.getByRole('button', { name: 'Add', exact: true }).click();
			await expect(form.getByText('Saved.', { exact: false })).toBeVisible();
			const item = form.getByRole('listitem').filter({ hasText: 'Sailing' });
			await expect(item).toHaveCount(1);
			await expect(item).toContainText('Closed');
			expect(await shop.sql`select on_date from hours_exception order by on_date`).toEqual(
				[5, 6, 7].map((days) => ({ on_date: shop.date(days) }))
			);
			await item.getByText('Remove', { exact: false }).first().click();
			await item.getByRole('button', { name: 'Remove' }).click();
			await expect(item).toHaveCount(0);
			expect(await shop.sql`select from hours_exception`).toHaveLength(0);
		});

		test('a day off with bookings on it is warned about first', async ({ page, shop, signIn }) => {
			await shop.booked(shop.at(5, 9));
			await signIn(page);
			await open(page);
			const form = daysForm(page);
			await form.getByLabel('First day').fill(shop.date(5));
			await form.getByRole('button', { name: 'Add', exact: true }).click();
			await expect(form.getByText('This leaves 1 booking outside the hours')).toBeVisible();
			expect(await shop.sql`select from hours_exception`).toHaveLength(0);
			await form.getByRole('button', { name: 'Add all the same' }).click();
			await expect(form.getByText('1 booking is left outside the hours.')).toBeVisible();
			expect(await shop.sql`select from hours_exception`).toHaveLength(1);
		});

		test('removing a day with hours of its own warns of what is booked on it', async ({
			page,
			shop,
			signIn
		}) => {
			const by = { id: 1, name: 'Olga Owner' };
			await changeHours(shop.sql, { fieldworkerId: 1, weekly: [] }, by, NOBODY);
			const spans = [{ opensMinute: 480, closesMinute: 720 }];
			const exceptions = [{ date: shop.date(5), spans, note: 'Extra day' }];
			await changeHours(shop.sql, { fieldworkerId: 1, exceptions }, by, NOBODY);
			await shop.booked(shop.at(5, 9));
			await signIn(page);
			await open(page);
			const item = daysForm(page).getByRole('listitem').filter({ hasText: 'Extra day' });
			await item.getByText('Remove', { exact: false }).first().click();
			await item.getByRole('button', { name: 'Remove', exact: true }).click();
			await expect(item.getByText('This leaves 1 booking outside the hours')).toBeVisible();
			await item.getByRole('button', { name: 'Remove all the same' }).click();
			await expect(item).toHaveCount(0);
			expect(await shop.sql`select from hours_exception`).toHaveLength(0);
		});

		test('somebody who stops taking bookings has those to come shown first', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(3, 9));
			await signIn(page);
			await open(page);
			await page.getByRole('switch', { name: 'Takes bookings' }).uncheck();
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await expect(page.getByText('Worker 1 has 1 booking to come')).toBeVisible();
			expect(await shop.sql`select active from fieldworker where id = 1`).toEqual([
				{ active: true }
			]);
			await page.getByRole('button', { name: 'Save all the same' }).click();
			await expect(page.getByText('takes no bookings at present')).toBeVisible();
			expect(await shop.sql`select active from fieldworker where id = 1`).toEqual([
				{ active: false }
			]);
		});

		test('a new one gets the business’s hours, and a page to change them', async ({
			page,
			shop,
			signIn
		}) => {
			await signIn(page);
			await open(page, '/admin/fieldworkers');
			await page.getByRole('link', { name: 'New fieldworker' }).click();
			await page.waitForURL('**/new');
			if (javaScriptEnabled) await awake(page);
			await page.getByRole('button', { name: 'Add them' }).click();
			await expect(page.getByText('Type their name')).toBeVisible();
			await page.getByLabel('Name').fill('Ana Silva');
			await page.getByLabel('Email').fill('nothing');
			await page.getByRole('button', { name: 'Add them' }).click();
			await expect(page.getByText('Type an email address like')).toBeVisible();
			await page.getByLabel('Email').fill('ana@test.example');
			await page.getByRole('button', { name: 'Add them' }).click();
			await expect(page.getByRole('heading', { name: 'Ana Silva', level: 1 })).toBeVisible();
			await expect(page.getByText('Ana Silva is added')).toBeVisible();
			await expect(monday(page).getByLabel('From', { exact: true }).first()).toHaveValue('08:00');
			expect(
				await shop.sql`
					select f.active, count(*) as services
					from fieldworker f
					join fieldworker_service fs on fs.fieldworker_id = f.id
					where f.name = 'Ana Silva'
					group by f.id
				`
			).toEqual([{ active: true, services: 1 }]);
		});
	});
}

test('hours are added, copied and taken away by keyboard', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	const group = monday(page);
	await group.getByLabel('Until', { exact: true }).fill('12:00');
	await group.getByRole('button', { name: 'Add hours' }).press('Enter');
	await expect(group.getByLabel('From, 2. hours')).toBeFocused();
	await group.getByLabel('From, 2. hours').fill('11:00');
	await group.getByLabel('Until, 2. hours').fill('17:00');
	await page.getByRole('button', { name: 'Save the hours' }).press('Enter');
	await expect(group.getByText('This overlaps the other hours of the day.')).toBeVisible();
	await group.getByLabel('From, 2. hours').fill('13:00');
	await group.getByText('Copy', { exact: false }).first().press('Enter');
	await group.getByLabel('Tuesday').press('Space');
	await group.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
	const sunday = page.getByRole('group', { name: 'Sunday' });
	await sunday.getByRole('button', { name: 'Remove these hours' }).press('Enter');
	await expect(sunday.getByText('Closed')).toBeVisible();
	await expect(sunday.getByRole('button', { name: 'Add hours' })).toBeFocused();
	await page.getByRole('button', { name: 'Save the hours' }).press('Enter');
	await expect(hoursForm(page).getByText('Saved.')).toBeVisible();
	const rows = await weeklyOf(shop);
	expect(rows.filter(({ weekday }) => weekday <= 2)).toEqual(
		[1, 2].flatMap((weekday) => [
			{ weekday, opens_minute: 480, closes_minute: 720 },
			{ weekday, opens_minute: 780, closes_minute: 1020 }
		])
	);
	expect(rows.filter(({ weekday }) => weekday === 7)).toEqual([]);
});

test('hours outside the business’s are pointed out', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await expect(page.getByText('The business is open')).toHaveCount(0);
	await monday(page).getByLabel('Until', { exact: true }).fill('20:00');
	await expect(monday(page).getByText('The business is open 8:00 AM – 6:00 PM')).toBeVisible();
});

test('saving one form leaves alone what is typed in another', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await daysForm(page).getByLabel('Note').fill('Half typed');
	await page.getByLabel('Name').fill('Wanda Worker');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Wanda Worker', level: 1 })).toBeVisible();
	await expect(daysForm(page).getByLabel('Note')).toHaveValue('Half typed');
});

test('leaving with changes that are not saved asks first', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await page.getByLabel('Name').fill('Not saved');
	const asked = new Promise<string>((resolve) => {
		page.once('dialog', (dialog) => {
			resolve(dialog.message());
			void dialog.dismiss();
		});
	});
	await page.getByRole('navigation').getByRole('link', { name: 'Services' }).click();
	expect(await asked).toContain('not saved yet');
	await expect(page.getByLabel('Name')).toHaveValue('Not saved');
});

test('hours without JavaScript take more rows', async ({ browser, baseURL, shop, signIn }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
	const page = await context.newPage();
	await signIn(page);
	await page.goto(PAGE);
	const group = monday(page);
	await group.getByLabel('Until', { exact: true }).fill('12:00');
	await group.getByLabel('From, 2. hours').fill('13:00');
	await group.getByLabel('Until, 2. hours').fill('17:00');
	await page.getByRole('button', { name: 'Save the hours' }).click();
	await expect(hoursForm(page).getByText('Saved.')).toBeVisible();
	expect((await weeklyOf(shop)).filter(({ weekday }) => weekday === 1)).toEqual([
		{ weekday: 1, opens_minute: 480, closes_minute: 720 },
		{ weekday: 1, opens_minute: 780, closes_minute: 1020 }
	]);
	await context.close();
});

test('axe finds nothing, warnings included', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(3, 15));
	await shop.booked(shop.at(4, 15));
	await signIn(page);
	const faults = async () => {
		const { violations } = await axe(page).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	};
	await page.goto('/admin/fieldworkers');
	await faults();
	await page.goto('/admin/fieldworkers/new');
	await awake(page);
	await page.getByRole('button', { name: 'Add them' }).click();
	await expect(page.getByText('Type their name')).toBeVisible();
	await faults();
	await page.goto(PAGE);
	await awake(page);
	await closeAtNoon(page);
	await page.getByRole('button', { name: 'Save the hours' }).click();
	await expect(page.getByText('This leaves 2 bookings outside the hours')).toBeVisible();
	await monday(page).getByText('Copy', { exact: false }).first().click();
	await monday(page).getByLabel('Until', { exact: true }).fill('07:00');
	await page.getByRole('button', { name: 'Save the hours' }).click();
	await expect(monday(page).getByText('This is not after it begins')).toBeVisible();
	await faults();
});
