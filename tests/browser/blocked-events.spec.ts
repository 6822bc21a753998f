import type { Locator, Page } from '@playwright/test';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const PAGE = '/admin/blocked-events';

type Typed = { who: string; from: [string, string?]; until?: [string, string?]; title?: string };

async function fill(page: Page, { who, from, until = [''], title = '' }: Typed): Promise<void> {
	const when = async (group: Locator, [date, time = '']: [string, string?]) => {
		await group.getByLabel('Date').fill(date);
		await group.getByLabel('Time').fill(time);
	};
	await page.getByLabel('Who takes no bookings').selectOption(who);
	await when(page.getByRole('group', { name: 'From' }), from);
	await when(page.getByRole('group', { name: 'Until' }), until);
	await page.getByLabel('Title').fill(title);
}

const press = (page: Page) => page.getByRole('button', { name: 'Block this time' }).click();

test('whom to ask for another time stays ticked while the form is typed in', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 13));
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await fill(page, { who: 'Everybody', from: [shop.date(3)] });
	await press(page);
	const ask = page.getByRole('checkbox', { name: /Customer 1/ });
	await ask.check();
	await page.getByLabel('Title').fill('Holiday');
	await expect(ask).toBeChecked();
	// Still so when the form is answered anew.
	await press(page);
	await expect(page.getByText('1 booking is in this time', { exact: true })).toBeVisible();
	await expect(ask).toBeChecked();
});

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page) => {
			await page.goto(PAGE);
			if (javaScriptEnabled) await awake(page);
		};

		test('a time is blocked and removed again', async ({ page, shop, signIn }) => {
			await signIn(page);
			await open(page);
			await expect(page.getByText('Nothing is blocked')).toBeVisible();
			await expect(page.getByText('New York time').first()).toBeVisible();
			await fill(page, {
				who: 'Worker 1',
				from: [shop.date(3), '12:00'],
				until: ['', '18:00'],
				title: 'Van at the garage'
			});
			await press(page);
			const list = page.getByRole('listitem').filter({ hasText: 'Van at the garage' });
			await expect(list).toContainText('Worker 1');
			await expect(list).toContainText('12:00 – 6:00 PM');
			expect(await shop.sql`select starts_at, ends_at, title from blocked_event`).toEqual([
				{ starts_at: shop.at(3, 12), ends_at: shop.at(3, 18), title: 'Van at the garage' }
			]);
			await expect(page.getByLabel('Title')).toHaveValue('');

			await list.getByText('Remove', { exact: false }).first().click();
			await list.getByRole('button', { name: 'Remove it' }).click();
			await expect(page.getByText('It is removed')).toBeVisible();
			await expect(list).toHaveCount(0);
			expect(await shop.sql`select from occupancy`).toHaveLength(0);
		});

		test('bookings in that time are warned about first, and marked as clashes', async ({
			page,
			shop,
			signIn
		}) => {
			const { id } = await shop.booked(shop.at(3, 13));
			await shop.booked(shop.at(4, 13), shop.fieldworkerIds[1]);
			await signIn(page);
			await open(page);
			await fill(page, { who: 'Everybody', from: [shop.date(3)], title: 'Holiday' });
			await press(page);
			await expect(page.getByText('1 booking is in this time', { exact: true })).toBeVisible();
			await expect(page.getByLabel('Title')).toHaveValue('Holiday');
			expect(await shop.sql`select from blocked_event`).toHaveLength(0);

			// Another time than was warned about is warned about as well.
			await page.getByRole('group', { name: 'Until' }).getByLabel('Date').fill(shop.date(4));
			await page.getByRole('button', { name: 'Block all the same' }).click();
			await expect(page.getByText('2 bookings are in this time', { exact: true })).toBeVisible();
			expect(await shop.sql`select from blocked_event`).toHaveLength(0);

			await page.getByRole('button', { name: 'Block all the same' }).click();
			await expect(page.getByText(/are in this time and marked as clashes/)).toBeVisible();
			await expect(page.getByText('2 bookings in this time')).toBeVisible();
			await page.goto(`/admin/bookings/${id}`);
			await expect(page.getByText('This booking shares its time')).toBeVisible();
			await expect(page.getByText('Blocked: Holiday')).toBeVisible();
		});

		test('what cannot be is said beside its field, and what was typed is kept', async ({
			page,
			shop,
			signIn
		}) => {
			await signIn(page);
			await open(page);
			await fill(page, { who: 'Choose', from: ['', '09:00'], title: 'Kept' });
			await press(page);
			await expect(page.getByText('Choose whom this is for.')).toBeVisible();
			await expect(page.getByText('Choose a date.', { exact: true })).toBeVisible();
			await expect(page.getByLabel('Title')).toHaveValue('Kept');

			await fill(page, {
				who: 'Worker 2',
				from: [shop.date(3), '09:00'],
				until: [shop.date(2)],
				title: 'Kept'
			});
			await press(page);
			await expect(page.getByText('This is before the day on which it begins.')).toBeVisible();
			await fill(page, { who: 'Worker 2', from: [shop.date(3), '09:00'], until: ['', '09:00'] });
			await press(page);
			await expect(page.getByText('This is not after it begins.')).toBeVisible();
			await fill(page, { who: 'Worker 2', from: [shop.date(-3)], until: [shop.date(-2)] });
			await press(page);
			await expect(page.getByText('This is over already.')).toBeVisible();
			await fill(page, { who: 'Worker 2', from: [shop.date(3)], until: [shop.date(400)] });
			await press(page);
			await expect(page.getByText('Block a year at most')).toBeVisible();
			// Clocks go forward from 2:00 to 3:00 in New York on this day (R11).
			await fill(page, {
				who: 'Worker 2',
				from: ['2099-03-08', '02:10'],
				until: ['', '02:40']
			});
			await press(page);
			await expect(page.getByText('Clocks go forward over this time')).toBeVisible();
			expect(await shop.sql`select from blocked_event`).toHaveLength(0);
		});
	});
}

test('the Enter key is never “all the same”', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(3, 13));
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await fill(page, { who: 'Everybody', from: [shop.date(3)] });
	await press(page);
	const warning = page.getByText('1 booking is in this time', { exact: true });
	await expect(warning).toBeVisible();
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByLabel('Title').press('Enter');
	await answered;
	await expect(warning).toBeVisible();
	expect(await shop.sql`select from blocked_event`).toHaveLength(0);
});

test('removing one leaves alone what is being typed', async ({ page, shop, signIn }) => {
	const day = { startsAt: shop.at(3, 0), endsAt: shop.at(4, 0), fieldworkerId: null };
	await block(shop.sql, { ...day, title: 'Holiday' });
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await fill(page, { who: 'Worker 2', from: [shop.date(5), '10:00'], title: 'Half typed' });
	await page.getByText('Remove', { exact: false }).first().click();
	await page.getByRole('button', { name: 'Remove it' }).click();
	await expect(page.getByText('Nothing is blocked')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Now and to come' })).toBeFocused();
	await expect(page.getByLabel('Title')).toHaveValue('Half typed');
	await expect(page.getByRole('group', { name: 'From' }).getByLabel('Time')).toHaveValue('10:00');
});

test('one that somebody else has removed already is told so', async ({ page, shop, signIn }) => {
	const day = { startsAt: shop.at(3, 0), endsAt: shop.at(4, 0), fieldworkerId: null };
	await block(shop.sql, { ...day, title: 'Holiday' });
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await page.getByText('Remove', { exact: false }).first().click();
	await shop.sql`delete from blocked_event`;
	await page.getByRole('button', { name: 'Remove it' }).click();
	await expect(page.getByText('It was removed already.')).toBeVisible();
});

test('the field of minutes to hold a time is saved', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto('/admin/settings/customer-portal/flags-and-permissions');
	await awake(page);
	const field = page.getByLabel('Hold a chosen time for');
	await expect(field).toHaveValue('5');
	await field.fill('61');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Type a whole number of minutes, from 0 to 60.')).toBeVisible();
	await field.fill('0');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	expect(await shop.sql`select hold_minutes from flags`).toEqual([{ hold_minutes: 0 }]);
});
