import { confirmBooking, fillDetails } from './booking-form.ts';
import { inbox } from '../support/inbox.ts';
import { mailTo, pathIn } from './mails.ts';
import { choose, clock, day, openPopup } from './picker.ts';
import { expect, test } from './reslot.ts';

const FLAGS = '/admin/settings/customer-portal/flags-and-permissions';
const RESCHEDULE =
	'Allow customers to reschedule bookings through the customer portal and email links';
const CANCEL = 'Allow customers to cancel bookings through the customer portal and email links';

test('from booking to moving to the flag that ends it', async ({
	page,
	browser,
	shop,
	mailgun,
	signIn
}) => {
	const booked = shop.at(3, 9);
	const wanted = shop.at(4, 14.5);
	const [nina, otto] = [inbox('Nina'), inbox('Otto')];
	/** The first mail to somebody, or a later one. */
	const mail = (address: string, n?: number) => mailTo(mailgun, address, n);

	await test.step('a visitor books', async () => {
		await page.goto('/book');
		await page.getByRole('link', { name: /Lesson/ }).click();
		const worker = page.getByRole('link', { name: 'Worker 1' });
		await worker.click();
		// The calendar of everybody goes, and another one comes in its place.
		await expect(worker).toHaveAttribute('aria-current', 'true');
		await choose(page, booked);
		await fillDetails(page, { name: 'Nina Newcomer', email: nina });
		await confirmBooking(page);
	});

	const first = await mail(nina);
	await test.step('a confirmation arrives, with the button to change it', async () => {
		expect(first.text).toContain(clock(booked));
		expect(first.text).toContain('New York');
	});
	const link = pathIn(first, 'Reschedule or change booking details');

	await test.step('the button leads to the booking, where Edit opens the popup', async () => {
		await page.goto(link);
		await expect(page.getByText(day(booked)).first()).toBeVisible();
		const popup = await openPopup(page, link);
		await expect(popup).toHaveAccessibleName('Choose a new time');
		await expect(popup.getByText('your current time')).toBeVisible();
		await choose(page, wanted);
		await expect(popup.getByText(clock(booked))).toBeVisible();
		await expect(popup.getByText(clock(wanted))).toBeVisible();
		await page.getByLabel('Why are you moving it?').fill('Dentist');
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		await expect(popup).toBeHidden();
		await expect(page.getByText(day(wanted)).first()).toBeVisible();
	});

	await test.step('a mail tells the new time, the old one struck out, and both links work', async () => {
		const second = await mail(nina, 2);
		expect(second.text).toContain(clock(wanted));
		expect(second.html).toMatch(/<s[^>]*>[^<]*9:00/);
		for (const path of [link, pathIn(second, 'Reschedule or change booking details')]) {
			await page.goto(path);
			await expect(page.getByText(day(wanted)).first()).toBeVisible();
		}
	});

	const office = await (await browser.newContext()).newPage();
	await test.step('the admin sees the new time and who moved it', async () => {
		await signIn(office);
		await office.goto('/admin/bookings?search=nina');
		await office
			.getByRole('row', { name: /Nina Newcomer/ })
			.getByRole('link')
			.click();
		await expect(office.getByText(day(wanted)).first()).toBeVisible();
		const history = office.getByRole('main');
		await expect(history).toContainText('Dentist');
		await expect(history).toContainText(clock(booked));
		await expect(history).toContainText(/email link/i);
	});

	await test.step('with the flags off the buttons and the links of the next mail are gone', async () => {
		await office.goto(FLAGS);
		await office.getByLabel(RESCHEDULE).uncheck();
		await office.getByLabel(CANCEL).uncheck();
		await office.getByRole('button', { name: 'Save' }).click();
		await expect(office.getByText(/saved/i).first()).toBeVisible();

		await page.goto(link);
		await expect(page.getByText(day(wanted)).first()).toBeVisible();
		for (const name of ['Edit', 'Change details', 'Cancel booking']) {
			await expect(page.getByRole('link', { name })).toHaveCount(0);
		}
		await page.goto('/book?service=1&fieldworker=1');
		await choose(page, shop.at(5, 9));
		await fillDetails(page, { name: 'Otto Other', email: otto });
		await confirmBooking(page);
		const third = await mail(otto);
		expect(third.html + third.text).not.toMatch(/\/b\/|Reschedule|cancel/i);
	});

	await test.step('and a forged POST is refused', async () => {
		const before = await shop.sql`select version, starts_at from booking order by id`;
		for (const [below, form] of [
			['reschedule', { startsAt: String(shop.at(5, 11)), version: '2', reason: '' }],
			['cancellation', { version: '2', reason: '' }],
			['details', { version: '2', phone: '1', address: 'x', notes: 'x' }]
		] as const) {
			const response = await page.request.post(`${link}/${below}`, {
				form,
				headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
			});
			expect(response.status(), below).toBe(403);
		}
		expect(await shop.sql`select version, starts_at from booking order by id`).toEqual(before);
	});
});
