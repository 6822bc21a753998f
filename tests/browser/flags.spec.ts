import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { BY_LINK } from '../support/shop.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const FLAGS = '/admin/settings/customer-portal/flags-and-permissions';
const RESCHEDULE =
	'Allow customers to reschedule bookings through the customer portal and email links';

test('beside the flags stands what they mean, now and once saved', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await shop.booked(shop.at(20, 9));
	await signIn(page);
	await page.goto(FLAGS);
	await awake(page);
	const meaning = page.getByRole('region', { name: 'What it means now' });
	await expect(meaning).toContainText('2 of 2 upcoming bookings can be rescheduled');
	await expect(meaning).not.toContainText('Once saved');

	await page.getByLabel('Minimum notice for rescheduling').fill('240');
	await expect(meaning).toContainText('Once saved: 1, 1 fewer');
	await page.getByLabel('Minimum notice for rescheduling').fill('24');
	await expect(meaning).not.toContainText('Once saved');

	await page.getByRole('switch', { name: RESCHEDULE }).uncheck();
	await expect(page.getByText('2 upcoming bookings will lose “Edit”')).toBeVisible();

	// The figures follow what happens elsewhere; what is not saved yet stays.
	await cancel(shop.sql, { bookingId: id, reason: '', actor: BY_LINK });
	await expect(meaning).toContainText('1 of 1 upcoming booking can be rescheduled');
	await expect(page.getByRole('switch', { name: RESCHEDULE })).not.toBeChecked();

	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved. It counts from now on')).toBeVisible();
	await expect(meaning).toContainText('0 of 1 upcoming booking can be rescheduled');
	await expect(meaning).not.toContainText('Once saved');
});

test('every value of the policy is set, and the log says by whom', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(FLAGS);
	await awake(page);
	await page.getByRole('switch', { name: 'Customers may edit details' }).uncheck();
	await page.getByRole('switch', { name: 'Ask for a comment on cancel' }).check();
	await page.getByRole('radio', { name: 'Whom the customer chooses' }).check();
	await page.getByRole('switch', { name: 'Bookings keep the rules' }).check();
	await page.getByRole('switch', { name: 'Visitors confirm their email address' }).check();
	await page.getByLabel('Maximum moves per booking').fill('3');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved. It counts from now on')).toBeVisible();

	await page.reload();
	await expect(page.getByRole('radio', { name: 'Whom the customer chooses' })).toBeChecked();
	const [act] = await shop.sql`
		select action, staff_name, new_values
		from audit
		where action = 'flags.changed'
	`;
	expect(act).toEqual({
		action: 'flags.changed',
		staff_name: 'Olga Owner',
		new_values: {
			allowEditDetails: false,
			requireCancelComment: true,
			rescheduleFieldworker: 'choose',
			freezeTerms: true,
			requireEmailProof: true,
			maxMoves: 3
		}
	});
});

test('one table shows which service has rules of its own', async ({ page, shop, signIn }) => {
	await shop.sql`
		update service
		set policy_overrides = ${shop.sql.json({ cancelNoticeHours: 72, maxMoves: null })}
	`;
	await signIn(page);
	await page.goto(FLAGS);
	const row = page.getByRole('row', { name: /Lesson/ });
	await expect(row.getByRole('cell', { name: '72 hours (its own)' })).toBeVisible();
	await expect(row.getByRole('cell', { name: 'no limit (its own)' })).toBeVisible();
	await expect(row.getByRole('cell', { name: '24 hours', exact: true })).toBeVisible();
	await row.getByRole('link', { name: 'Lesson' }).click();
	await expect(page).toHaveURL(`/admin/services/${shop.serviceId}`);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('“Check” says what it would mean, keeps what was chosen and saves nothing', async ({
		page,
		shop,
		signIn
	}) => {
		await shop.booked(shop.at(3, 9));
		await signIn(page);
		await page.goto(FLAGS);
		await page.getByRole('switch', { name: RESCHEDULE }).uncheck();
		await page.getByRole('button', { name: 'Check what it would mean' }).click();
		const meaning = page.getByRole('region', { name: 'What it means now' });
		await expect(meaning).toContainText('1 of 1 upcoming booking can be rescheduled');
		await expect(meaning).toContainText('Once saved: 0, 1 fewer');
		await expect(page.getByText('1 upcoming booking will lose “Edit”')).toBeVisible();
		await expect(page.getByRole('switch', { name: RESCHEDULE })).not.toBeChecked();
		expect(await shop.sql`select allow_reschedule as allowed from flags`).toEqual([
			{ allowed: true }
		]);
	});
});
