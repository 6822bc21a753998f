import { addDays, instantOf, localDate } from '../../src/lib/scheduling/zoned-time.ts';
import { ZONE } from '../support/shop.ts';
import { confirmBooking, fillDetails } from './booking-form.ts';
import { becomeOwner, expect, test } from './first-run.ts';
import { awake } from './pages.ts';
import { choose, clock, day, openPopup } from './picker.ts';

const at = (days: number, hour: number) =>
	instantOf(ZONE, addDays(localDate(ZONE, Date.now()), days), hour * 60);

/** The path of the first address in a text that has this form. */
function pathIn(text: string, form: RegExp): string {
	const found = form.exec(text);
	if (!found) throw new Error(`Nothing like ${form} in:\n${text}`);
	return found[0];
}

test('a day in the life: from an empty database to the first customer’s reschedule', async ({
	page,
	browser,
	baseURL,
	first
}) => {
	test.setTimeout(180_000);
	const [booked, wanted] = [at(3, 9), at(4, 14)];
	const newPage = async () => (await browser.newContext({ baseURL })).newPage();

	await test.step('whoever comes first is led to the setup, and visitors are told to wait', async () => {
		await page.goto('/book');
		await expect(page.getByRole('main')).toContainText(/not open|cannot be booked/i);
		await page.goto('/admin');
		await expect(page).toHaveURL(/\/setup$/);
	});

	await test.step('the printed code lets the owner in, and leads to the business', async () => {
		await becomeOwner(page, first.code);
		await awake(page);
		await expect(page.getByLabel('Time zone')).toHaveValue(ZONE);
		await page.getByLabel('Name').fill('Sparkle & Daughters');
		await page.getByRole('button', { name: 'Save and go on' }).click();
	});

	await test.step('the hours: every day of the week', async () => {
		await page.waitForURL('**/setup/hours');
		await awake(page);
		for (const weekday of ['Saturday', 'Sunday']) {
			await page.getByLabel(weekday, { exact: true }).check();
		}
		await page.getByRole('button', { name: 'Save and go on' }).click();
	});

	await test.step('the first fieldworker, who is somebody else', async () => {
		await page.waitForURL('**/setup/fieldworker');
		await awake(page);
		await page.getByLabel('That is me').uncheck();
		await page.getByLabel('Name').fill('Noah Fletcher');
		await page.getByLabel('Email').fill('noah@example.com');
		await page.getByRole('button', { name: 'Save and go on' }).click();
	});

	await test.step('the first service, and the calendar opens', async () => {
		await page.waitForURL('**/setup/service');
		await awake(page);
		await page.getByLabel('Name').fill('Deep clean');
		await page.getByLabel('Price').fill('$120');
		await page.getByRole('button', { name: 'Finish and open the calendar' }).click();
		await page.waitForURL('**/admin');
	});

	await test.step('the owner invites the fieldworker', async () => {
		await page.goto('/admin/settings/staff-accounts');
		await awake(page);
		await page.getByLabel('Name').fill('Noah Fletcher');
		await page.getByLabel('Email', { exact: true }).fill('noah@example.com');
		await page.getByLabel('Who they are on the calendar').selectOption('Noah Fletcher');
		await page.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(page.getByText('An invitation is on its way')).toBeVisible();
	});

	const van = await newPage();
	await test.step('who chooses a password with the link in the mail, and sees their calendar alone', async () => {
		const { text } = await first.mail('noah@example.com');
		await van.goto(pathIn(text, /\/join\/[\w-]{43}/));
		await awake(van);
		await van.getByLabel('Password').fill('mop and bucket');
		await van.getByRole('button', { name: 'Open my account' }).click();
		await van.waitForURL('**/admin');
		const refused = await van.goto('/admin/customers');
		expect(refused?.status()).toBe(403);
	});

	const home = await newPage();
	await test.step('a visitor books', async () => {
		await home.goto('/book');
		await home.getByRole('link', { name: /Deep clean/ }).click();
		await choose(home, booked);
		await fillDetails(home, { name: 'Nina Newcomer', email: 'nina@example.com' });
		await confirmBooking(home);
	});

	await test.step('and moves the booking with the link in the mail', async () => {
		const { text } = await first.mail('nina@example.com');
		expect(text).toContain(clock(booked));
		const link = pathIn(text, /\/b\/[\w-]{43}/);
		await openPopup(home, link);
		await choose(home, wanted);
		await home.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(home.getByText('Your booking has been moved')).toBeVisible();
	});

	await test.step('the mail and both calendars tell the new time', async () => {
		const { text } = await first.mail('nina@example.com', 2);
		expect(text).toContain(clock(wanted));
		const date = localDate(ZONE, wanted);
		for (const office of [page, van]) {
			await office.goto(`/admin?view=day&date=${date}`);
			const event = office.getByRole('main').getByText('Nina Newcomer').first();
			await expect(event).toBeVisible();
			await office.goto('/admin/bookings?search=nina');
			await office
				.getByRole('row', { name: /Nina Newcomer/ })
				.getByRole('link')
				.first()
				.click();
			await expect(office.getByText(day(wanted)).first()).toBeVisible();
		}
	});
});
