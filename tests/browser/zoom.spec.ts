import type { Page } from '@playwright/test';
import { expectToFit } from './fit.ts';
import { awake } from './pages.ts';
import { choose, day } from './picker.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

/** As somebody does who has set their browser's letters twice as large. */
const largeLetters = (page: Page) =>
	page.addInitScript(() => {
		document.addEventListener('readystatechange', () => {
			document.documentElement.style.fontSize = '200%';
		});
	});

const looks = {
	'zoomed to 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
	'with letters twice as large': { viewport: { width: 1280, height: 800 } },
	'with letters twice as large on a phone': { viewport: { width: 390, height: 844 } },
	'on a phone on its side': { viewport: { width: 844, height: 390 } },
	'zoomed to 400 %': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }
};

for (const [how, look] of Object.entries(looks)) {
	test.describe(how, () => {
		test.use(look);

		test('a booking is moved, and everything fits', async ({ page, shop, bookedLink }) => {
			if (how.includes('letters')) await largeLetters(page);
			const { path } = await bookedLink(3, 9);
			await page.goto(path);
			await awake(page);
			await expectToFit(page);
			await page.getByRole('link', { name: 'Edit', exact: true }).click();
			const popup = page.getByRole('dialog');
			await expect(popup.getByRole('heading', { name: 'Choose a new time' })).toBeVisible();
			await expectToFit(page);
			await choose(page, shop.at(4, 14.5));
			await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
			await expectToFit(page);
			const confirm = popup.getByRole('button', { name: 'Confirm new time' });
			if (how.includes('side')) await expect(confirm).toBeInViewport({ ratio: 1 });
			await confirm.click();
			await expect(page.getByText('Your booking has been moved')).toBeVisible();
			await expect(page.getByRole('heading', { level: 1 })).toContainText(day(shop.at(4, 14.5)));
			await expectToFit(page);
		});

		test('the other pages fit', async ({ page, context, shop, bookedLink, baseURL }) => {
			if (how.includes('letters')) await largeLetters(page);
			const { id, path } = await bookedLink(3, 9);
			const visit = async (address: string, heading: string) => {
				await page.goto(address);
				await awake(page);
				await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
				await expectToFit(page);
			};
			const book = `/book?service=${shop.serviceId}&fieldworker=any`;
			await visit(`${path}/reschedule`, 'Choose a new time');
			await visit(`${path}/cancellation`, 'Cancel this booking?');
			await visit(`${path}/details`, 'Change your details');
			await visit('/book', 'Schedule an appointment');
			await visit(book, 'Choose a time');
			await visit(`${book}&at=${shop.at(4, 11)}`, 'Your details');
			await visit('/portal', 'See and change your bookings');
			await visit('/zone', 'Choose your time zone');
			await visit('/b/nothing', 'This link does not open a booking');
			await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: 1 });
			await visit('/portal', 'Hello Customer 1');
			await visit('/portal/profile', 'Your details');
			await page.goto(`/portal/bookings/${id}`);
			await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
			await expectToFit(page);
		});
	});
}
