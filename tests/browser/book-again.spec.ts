import type { Page } from '@playwright/test';
import { bookNow, confirmBooking, fillDetails, visitor } from './booking-form.ts';
import { mailsTo, proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

// What is under way on /book outlives a reload, another tab and what the business changes meanwhile.

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('a code that was mailed is waited for after a reload, and mailed once', async ({
			page,
			shop,
			mailgun
		}) => {
			const who = visitor('Rita Reload');
			await shop.setFlags({ requireEmailProof: true });
			const details = `/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`;
			await page.goto(details);
			if (javaScriptEnabled) await awake(page);
			await fillDetails(page, who);
			await bookNow(page).click();
			const sent = page.getByText(`We sent a code to ${who.email}`);
			await expect(sent).toBeVisible();
			const { code } = await proofTo(mailgun, who.email);

			await page.goto(`${details}&step=review`);
			await expect(sent).toBeVisible();
			await page.goto(details);
			if (javaScriptEnabled) await awake(page);
			await fillDetails(page, who);
			if (!(await sent.isVisible())) await bookNow(page).click();
			await expect(sent).toBeVisible();
			await page.getByLabel('Code from the email').fill(code);
			await confirmBooking(page);
			// The code and the confirmation.
			expect((await mailsTo(mailgun, who.email, 2)).length).toBe(2);
		});
	});
}

test('what is typed outlives a reload and the way to sign in and back, and can be cleared', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	await page.getByLabel('Name').fill('Vera');
	await page.getByLabel('Notes').fill('Gate 7');
	await page.reload();
	await expect(page.getByLabel('Notes')).toHaveValue('Gate 7');
	await expect(page.getByLabel('Name')).toHaveValue('Vera');
	expect(page.url()).not.toContain('Vera');

	await page.getByRole('link', { name: 'Sign in and type less' }).click();
	await page.waitForURL('**/portal?**');
	await page.goBack();
	await expect(page.getByLabel('Notes')).toHaveValue('Gate 7');
	await page.getByRole('button', { name: 'Not you? Clear this' }).click();
	await expect(page.getByLabel('Notes')).toHaveValue('');
	await page.reload();
	await awake(page);
	await expect(page.getByLabel('Notes')).toHaveValue('');
});

test('the time is held again after a reload of what is looked over', async ({ page, shop }) => {
	await page.goto(`/book?service=${shop.serviceId}`);
	await showDay(page, shop.at(4, 9));
	await timeOf(page, shop.at(4, 9)).click();
	await fillDetails(page, visitor('Rita Reload'));
	await expect(page.getByRole('timer')).toBeVisible();
	await page.waitForURL(/step=review/);
	await shop.sql`delete from hold`;
	await page.reload();
	await expect(heading(page)).toHaveText('Is everything right?');
	await expect(page.getByRole('timer')).toBeVisible();
	await expect.poll(() => shop.sql`select from hold`.then((holds) => holds.length)).toBe(1);
});

test('a service that goes away while it is looked over takes no press meant for the button', async ({
	page,
	shop
}) => {
	await shop.sql`
		insert into service (name, duration_minutes)
		values ('Another service', 60)
	`;
	await shop.sql`
		insert into fieldworker_service (fieldworker_id, service_id)
		select ${shop.fieldworkerIds[0]!}, id
		from service
		where name = 'Another service'
	`;
	await page.goto(`/book?service=${shop.serviceId}`);
	await showDay(page, shop.at(4, 9));
	await timeOf(page, shop.at(4, 9)).click();
	await fillDetails(page, visitor('Wilma Waits'));
	await expect(page.getByRole('timer')).toBeVisible();
	// A moment after a link to the other service has come, it is pressed.
	const pressed = page.evaluate(
		() =>
			new Promise<boolean>((resolve) => {
				new MutationObserver((_, watch) => {
					const card = document.querySelector<HTMLElement>('main li a[href*="service="]');
					if (!card) return;
					watch.disconnect();
					setTimeout(() => {
						card.click();
						resolve(true);
					}, 20);
				}).observe(document.body, { childList: true, subtree: true });
			})
	);
	await shop.sql`update service set on_public_page = false where id = ${shop.serviceId}`;
	expect(await pressed).toBe(true);
	await expect(heading(page)).toHaveText('Schedule an appointment');
	await expect(heading(page)).toBeFocused();
	await expect(page.getByText('That service is not offered any more.')).toBeVisible();
	await expect(page.getByText('What you typed is kept.')).toBeVisible();
	await page.waitForURL(({ search }) => search === '');
});

test('a fieldworker who goes away while it is looked over leads to the times of the others', async ({
	page,
	shop
}) => {
	const [asked] = shop.fieldworkerIds;
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${asked!}`);
	await showDay(page, shop.at(4, 9));
	await timeOf(page, shop.at(4, 9)).click();
	await fillDetails(page, visitor('Wilma Waits'));
	await expect(page.getByRole('timer')).toBeVisible();
	await shop.sql`update fieldworker set active = false where id = ${asked!}`;
	await expect(heading(page)).toHaveText('Choose a time');
	await expect(heading(page)).toBeFocused();
	await expect(page.getByText(/does not do this any more/)).toBeVisible();
	await page.waitForURL(
		({ searchParams: said }) => !said.has('at') && said.get('fieldworker') === 'any'
	);
});

test('the tab that loses a time to another tab of theirs leads to the booking', async ({
	page,
	context,
	shop
}) => {
	const [asked] = shop.fieldworkerIds;
	const at = shop.at(4, 9);
	const details = `/book?service=${shop.serviceId}&fieldworker=${asked!}&at=${at}`;
	await page.goto(details);
	const other = await context.newPage();
	await other.goto(details);
	await fillDetails(page, visitor('Tina Tabs'));
	await fillDetails(other, visitor('Tina Tabs'));
	await confirmBooking(page);
	await expect(other.getByText('You have booked that time already.')).toBeVisible();
	await expect(other.getByText(/not free any more|just taken/)).toHaveCount(0);
	await bookNow(other).click();
	await expect(other.getByText('You have booked that time already.')).toBeVisible();
	await other.reload();
	await expect(other.getByText('You have booked that time.')).toBeVisible();
	await other.getByRole('link', { name: 'See your booking' }).click();
	await other.waitForURL(({ pathname }) => pathname === new URL(page.url()).pathname);
});

test('who typed nothing is not told that it is kept', async ({ page, shop }) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	await page.route('**/book?**', (route) => route.abort());
	await page.getByRole('button', { name: 'Continue' }).click();
	const trouble = page.getByRole('main').getByRole('alert');
	await expect(trouble).toBeVisible();
	await expect(trouble).not.toContainText('What you typed is kept.');
	await page.getByLabel('Name').fill('Vera');
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(trouble).toContainText('What you typed is kept.');
});
