import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe.ts';
import { expect, test } from './reslot.ts';

/** Waits until the browser has kept what it shows without a connection. */
const prepared = (page: Page) =>
	expect
		.poll(() => page.evaluate(async () => (await caches.match('/offline'))?.status), {
			timeout: 30_000
		})
		.toBe(200);

test('without a connection a booking’s page says so, and how to reach the business', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await prepared(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await context.setOffline(true);
	await page.goto(path);
	await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
	await expect(page.getByText('Test & Daughters').first()).toBeVisible();
	await expect(page.getByRole('link', { name: '+1 212 555 0100' }).first()).toHaveAttribute(
		'href',
		'tel:+12125550100'
	);
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await expectNoFaults(page);

	await context.setOffline(false);
	await page.getByRole('link', { name: 'Try again' }).click();
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
});

test('nothing of anybody is kept for being offline', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await prepared(page);
	const kept = await page.evaluate(async () => {
		const found: { address: string; text: string }[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const text = await (await cache.match(request))!.text();
				found.push({ address: new URL(request.url).pathname, text });
			}
		}
		return found;
	});
	expect(kept.map(({ address }) => address)).toEqual(['/offline']);
	expect(kept[0]!.text).toContain('Test &amp; Daughters');
	expect(kept[0]!.text).not.toContain(path);
	expect(kept[0]!.text).not.toContain('customer');
});

test('the office is not told anything by what customers’ browsers keep', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await prepared(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await context.setOffline(true);
	await expect(page.goto('/login')).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
	await context.setOffline(false);
});
