import { block } from '../../src/lib/server/occupancy/block.ts';
import { expectNoFaults } from './axe.ts';
import { expect, test } from './reslot.ts';

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

for (const colorScheme of ['light', 'dark'] as const) {
	for (const [size, viewport] of Object.entries(sizes)) {
		test.describe(`axe finds nothing, ${colorScheme}, ${size}`, () => {
			test.use({ colorScheme, viewport });

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
