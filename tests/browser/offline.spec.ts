import type { Page } from '@playwright/test';
import { expectNoFaults } from './axe.ts';
import { expect, test } from './reslot.ts';

/** Opens a page, and waits until the browser has kept what it shows without an answer. */
async function openPrepared(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect
		.poll(() => page.evaluate(async () => (await caches.match('/offline?unreachable'))?.status), {
			timeout: 30_000
		})
		.toBe(200);
	await page.evaluate(() => navigator.serviceWorker.ready);
}

test('without a connection a booking’s page says so, and how to reach the business', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPrepared(page, path);
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

	// It reads itself again as soon as there is one.
	await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
});

test('where the browser has a connection it is not said to be offline', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPrepared(page, path);
	const [worker] = context.serviceWorkers();
	await worker!.evaluate(async () => {
		const { registration } = globalThis as unknown as {
			registration: ServiceWorkerRegistration;
		};
		await registration.navigationPreload.disable();
		globalThis.fetch = () => Promise.reject(new TypeError('No answer'));
	});
	await page.goto(path);
	const heading = page.getByRole('heading', { level: 1 });
	await expect(heading).toHaveText('We cannot be reached right now');
	await expect(page).toHaveTitle('We cannot be reached right now');
	await expectNoFaults(page);
});

test('the portal and scheduling have it kept as well', async ({ page, shop }) => {
	void shop;
	for (const address of ['/portal', '/book']) {
		await page.goto(address);
		await expect
			.poll(
				() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope),
				{ timeout: 30_000 }
			)
			.toContain(address);
	}
});

test('nothing of anybody is kept for being offline', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	await openPrepared(page, path);
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
	expect(kept.map(({ address }) => address).sort()).toEqual([
		'/back-online.js',
		'/offline',
		'/offline'
	]);
	for (const { text } of kept.filter(({ address }) => address === '/offline')) {
		expect(text).toContain('Test &amp; Daughters');
		expect(text).not.toContain(path);
		expect(text).not.toContain('customer');
	}
});

test('the office is not told anything by what customers’ browsers keep', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await openPrepared(page, path);
	// A worker that is asked about a page has it fetched a second time, if only to be ready for it.
	const scopes = await page.evaluate(async () =>
		(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname)
	);
	expect(scopes).toEqual(['/b/']);
	await context.setOffline(true);
	await expect(page.goto('/login')).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
	await context.setOffline(false);
});
