import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { clock, day, openPopup } from './picker.ts';
import { expect, test } from './reslot.ts';

async function expectNoFaults(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
	);
	expect(found, page.url()).toEqual([]);
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

for (const colorScheme of ['light', 'dark'] as const) {
	for (const [size, viewport] of Object.entries(sizes)) {
		test.describe(`axe finds nothing, ${colorScheme}, ${size}`, () => {
			test.use({ colorScheme, viewport });

			test('on the customer’s side', async ({ page, shop, bookedLink }) => {
				const { path } = await bookedLink(3, 9);
				const visit = async (address: string) => {
					await page.goto(address);
					await expectNoFaults(page);
				};
				await visit(path);
				for (const name of ['Edit', 'Change details', 'Cancel booking']) {
					await openPopup(page, path, name);
					await expectNoFaults(page);
				}
				await visit(`${path}/reschedule?at=${shop.at(4, 11)}`);
				await visit(`${path}/cancellation`);
				await visit('/book');
				await visit('/book?service=1&fieldworker=any');
				await visit(`/book?service=1&fieldworker=any&at=${shop.at(4, 11)}`);
				await visit('/b/nothing');
			});

			test('in the back office', async ({ page, shop, bookedLink, signIn }) => {
				const { id } = await bookedLink(3, 9);
				const sent = () => shop.sql`select from mail where state = 'sent'`;
				await expect.poll(async () => (await sent()).count).toBe(1);
				const visit = async (address: string) => {
					await page.goto(address);
					await expectNoFaults(page);
				};
				await visit('/login');
				await signIn(page);
				await page.goto(`/admin?date=${shop.date(3)}`);
				await expect(page.getByText('Customer 1').first()).toBeVisible();
				await expectNoFaults(page);
				await visit('/admin/bookings');
				await visit(`/admin/bookings/${id}`);
				await visit('/admin/bookings?search=nobody-has-this-name');
				await visit('/admin/emails');
				// The mail is shown in a frame that runs no scripts, and axe would wait for it for ever.
				await page.goto('/admin/emails/1');
				await expect(page.locator('iframe')).toHaveAttribute('title', /.+/);
				await page.locator('iframe').evaluate((frame) => frame.remove());
				await expectNoFaults(page);
				await visit('/admin/settings/customer-portal/flags-and-permissions');
				await block(shop.sql, {
					fieldworkerId: null,
					startsAt: shop.at(3, 8),
					endsAt: shop.at(3, 12),
					title: 'Meeting'
				});
				await visit('/admin/blocked-events');
				await page.getByRole('button', { name: 'Block this time' }).click();
				await expect(page.getByText('Choose whom this is for.')).toBeVisible();
				await page.getByText('Remove', { exact: false }).first().click();
				await expectNoFaults(page);
				await page.goto(`/admin?date=${shop.date(3)}`);
				await expect(page.locator('.board-blocked')).toBeVisible();
				await expectNoFaults(page);
			});
		});
	}
}

test('the whole move by keyboard alone', async ({ page, shop, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	const focused = page.locator(':focus');
	const tabTo = async (name: RegExp) => {
		for (let presses = 0; presses < 60; presses++) {
			await page.keyboard.press('Tab');
			const label = await focused.evaluate(
				(element) => element.getAttribute('aria-label') ?? element.textContent ?? ''
			);
			if (name.test(label.trim())) return;
		}
		throw new Error(`The Tab key never reached ${name}`);
	};
	const popup = page.getByRole('dialog');
	// Before the page has woken up, Enter leads to the popup's own page instead.
	await expect(async () => {
		await page.goto(path);
		await tabTo(/^Edit$/);
		await page.keyboard.press('Enter');
		await expect(popup).toBeVisible({ timeout: 3_000 });
	}).toPass();

	await tabTo(new RegExp(day(shop.at(3, 9))));
	await expect(focused).toHaveAttribute('aria-label', /the day of your booking/);
	const onDay = (days: number) =>
		expect(focused).toHaveAttribute(
			'aria-label',
			new RegExp(`${day(shop.at(days, 9))}.*times free`)
		);
	await page.keyboard.press('ArrowRight');
	await onDay(4);
	await page.keyboard.press('ArrowDown');
	await onDay(11);
	await page.keyboard.press('ArrowUp');
	await onDay(4);
	await page.keyboard.press('Enter');
	await tabTo(new RegExp(`^${clock(shop.at(4, 10.5))}, free`));
	await page.keyboard.press('Enter');
	await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
	await tabTo(/^Confirm new time/);
	await page.keyboard.press('Enter');
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	await expect(page.getByText(day(shop.at(4, 10.5))).first()).toBeVisible();
});

test('Escape closes the popup, leaves the booking alone and gives the focus back', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPopup(page, path);
	await expect(page).toHaveURL(/\/reschedule$/);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await expect(page.getByRole('link', { name: 'Edit' })).toBeFocused();
	expect(await shop.sql`select version from booking`).toEqual([{ version: 1 }]);
});

for (const width of [320, 390]) {
	test(`no page is wider than a screen of ${width} pixels`, async ({
		page,
		shop,
		bookedLink,
		signIn
	}) => {
		await page.setViewportSize({ width, height: 800 });
		const { id, path } = await bookedLink(3, 9);
		const expectToFit = async (address: string) => {
			await page.goto(address);
			await page.waitForLoadState('networkidle');
			const [content, screen] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				window.innerWidth
			]);
			expect(content, address).toBeLessThanOrEqual(screen!);
		};
		await expectToFit(path);
		await expectToFit(`${path}/reschedule`);
		await expectToFit(`${path}/reschedule?at=${shop.at(4, 11)}`);
		await expectToFit('/book?service=1&fieldworker=any');
		await signIn(page);
		for (const address of ['/admin', '/admin/bookings', `/admin/bookings/${id}`, '/admin/emails']) {
			await expectToFit(address);
		}
		await expectToFit('/admin/settings/customer-portal/flags-and-permissions');
		await expectToFit('/admin/blocked-events');
	});
}
