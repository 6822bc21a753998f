import { move } from '../../src/lib/server/bookings/move.ts';
import { changeReminders } from '../../src/lib/server/settings/change-reminders.ts';
import { plannedReminders } from '../support/reminders.ts';
import type { Shop } from '../support/shop.ts';
import { staffOf } from '../support/staff.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const REMINDERS = '/admin/settings/reminders';
const MINUTE = 60_000;

/** As another admin has it. */
async function setReminders(shop: Shop, reminderMinutes: number[]): Promise<void> {
	const by = await staffOf(shop.sql).somebody('admin');
	const settings = { reminderMinutes, quietHours: null, serviceIds: [shop.serviceId] };
	await changeReminders(shop.sql, { settings, by });
}

const planned = async (shop: Shop) =>
	(await plannedReminders(shop.sql)).map(({ minutesBefore }) => minutesBefore);

test('reminders are added, changed and removed, and upcoming bookings follow', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(5, 14));
	await signIn(page);
	await page.goto(REMINDERS);
	await awake(page);
	const rows = page.getByRole('group', { name: /^Reminder \d/ });
	await expect(rows).toHaveCount(2);
	await expect(page.getByText('24 hours before and 2 hours before, it is too late')).toBeVisible();

	await page.getByRole('button', { name: 'Add a reminder' }).click();
	const third = rows.nth(2);
	await expect(third.getByLabel('How long before the start')).toBeFocused();
	await third.getByLabel('How long before the start').fill('3');
	await third.getByLabel('Counted in').selectOption('days');
	await rows.nth(1).getByRole('button', { name: 'Remove reminder 2' }).click();
	await expect(rows).toHaveCount(2);
	const meaning = page.getByRole('region', { name: 'What this means' });
	await expect(meaning.getByText('3 days before')).toHaveCount(2);
	await expect(meaning.getByText('2 hours before')).toHaveCount(0);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved. It counts for the upcoming booking too.')).toBeVisible();
	await expect.poll(() => planned(shop)).toEqual([4320, 1440]);

	await page.goto(`/admin/bookings/${id}`);
	await expect(page.getByText('Reminder', { exact: true })).toBeVisible();
	await page.goto('/admin/settings/audit-log');
	await expect(page.getByText('changed when customers are reminded').first()).toBeVisible();
	await expect(page.getByText('3 days before, 24 hours before')).toBeVisible();
});

test('what cannot be is said beside it, and nothing is saved', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto(REMINDERS);
	await awake(page);
	const amounts = page.getByLabel('How long before the start');
	const save = page.getByRole('button', { name: 'Save', exact: true });
	await amounts.nth(0).fill('40');
	await page.getByLabel('Counted in').nth(0).selectOption('days');
	await save.click();
	await expect(page.getByText('30 days before the start at the earliest')).toBeVisible();
	await expect(page.getByText('Nothing has been saved yet.')).toBeVisible();
	await amounts.nth(0).fill('120');
	await page.getByLabel('Counted in').nth(0).selectOption('minutes');
	await save.click();
	await expect(page.getByText('There is a reminder at this time already.')).toBeVisible();
	await amounts.nth(0).fill('soon');
	await page.getByLabel('Until').fill('21:00');
	await save.click();
	await expect(page.getByText('Type a whole number, or remove this reminder.')).toBeVisible();
	await expect(page.getByText('Quiet hours end at another time')).toBeVisible();
	// What is wrong stays with what it is about.
	await page.getByRole('button', { name: 'Add a reminder' }).click();
	await amounts.nth(2).fill('never');
	await save.click();
	await expect(page.getByText('Type a whole number, or remove this reminder.')).toHaveCount(2);
	await page.getByRole('button', { name: 'Remove reminder 1' }).click();
	await expect(amounts.nth(0)).not.toHaveAttribute('aria-invalid', 'true');
	await expect(amounts.nth(1)).toHaveAccessibleDescription(/^Type a whole number/);
	const { violations } = await axe(page).analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);
	expect(await shop.sql`select from audit where action = 'reminders.changed'`).toHaveLength(0);
});

test('what somebody else changed meanwhile is shown, and not overwritten', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(REMINDERS);
	await awake(page);
	await setReminders(shop, [1440]);
	await page.getByLabel('How long before the start').nth(1).fill('4');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Somebody else has changed this meanwhile')).toBeVisible();
	const row = page.getByRole('row', { name: /^reminders/i });
	await expect(row).toContainText('24 hours before, 4 hours before');
	await page.getByRole('link', { name: 'Keep theirs' }).click();
	await expect(page.getByLabel('How long before the start')).toHaveCount(1);
});

test('a service of which nobody is reminded is said so on its own page', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(5, 14));
	await signIn(page);
	await page.goto(REMINDERS);
	await awake(page);
	await page.getByRole('checkbox', { name: 'Lesson' }).uncheck();
	await expect(page.getByText('Nobody is reminded of the booking to come.')).toBeVisible();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect.poll(() => planned(shop)).toEqual([]);

	await page.goto(`/admin/services/${shop.serviceId}`);
	await awake(page);
	const reminds = page.getByRole('switch', { name: 'Remind customers' });
	await expect(reminds).not.toBeChecked();
	await reminds.check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect.poll(() => planned(shop)).toEqual([1440, 120]);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('reminders are added in the blank row, and removed by blanking one', async ({
		page,
		shop,
		signIn
	}) => {
		await shop.booked(shop.at(5, 14));
		await signIn(page);
		await page.goto(REMINDERS);
		const amounts = page.getByLabel('How long before the start');
		await expect(amounts).toHaveCount(3);
		await amounts.nth(1).fill('');
		await amounts.nth(2).fill('5');
		await page.getByRole('switch', { name: 'Keep quiet hours' }).uncheck();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect.poll(() => planned(shop)).toEqual([1440, 300]);
		await page.goto(REMINDERS);
		await expect(amounts).toHaveCount(3);
		await expect(amounts.nth(1)).toHaveValue('5');
		await expect(page.getByRole('switch', { name: 'Keep quiet hours' })).not.toBeChecked();
	});
});

test('a customer is reminded by email when it is time, and of no time that it was before', async ({
	shop,
	mailgun
}) => {
	const { id } = await shop.booked(shop.at(5, 14));
	await setReminders(shop, [15]);
	const reminded = () => shop.sql<{ bookingId: number }[]>`
		select booking_id as "bookingId"
		from mail
		where kind = 'reminder'
	`;
	const moveWithReminderIn = async (seconds: number) => {
		const startsAt = Date.now() + 15 * MINUTE + seconds * 1_000;
		const actor = { kind: 'system', notify: false } as const;
		const moved = await move(shop.sql, { bookingId: id, startsAt, reason: '', actor });
		expect(moved.result).toBe('moved');
	};
	await moveWithReminderIn(300);
	// On a machine that pauses, that time may have passed before it is planned: then again.
	do await moveWithReminderIn(2);
	while ((await plannedReminders(shop.sql)).length + (await reminded()).length === 0);
	const arrived = () => mailgun.messages.filter(({ subject }) => subject.startsWith('Reminder'));
	await expect.poll(() => arrived().length, { timeout: 60_000 }).toBe(1);
	expect(arrived()[0]!.to).toContain('customer1@example.com');
	expect(await reminded()).toEqual([{ bookingId: id }]);
	expect(await plannedReminders(shop.sql)).toEqual([]);
	const jobs = await shop.sql`
		select
		from graphile_worker.jobs
		where task_identifier = 'remind'
			and run_at > now()
	`;
	expect(jobs).toHaveLength(0);
});
