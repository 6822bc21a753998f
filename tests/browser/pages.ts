import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Waits until a page that was just opened answers to what is done on it by itself. Until then a
 * press is the browser's own: a form is posted and a link is followed.
 */
export const awake = (page: Page) =>
	expect
		// It comes soon, and is waited for some hundred times.
		.poll(() => page.evaluate(() => history.scrollRestoration), {
			intervals: [20, 50, 50, 100, 250]
		})
		.toBe('manual');

/**
 * Waits until somebody can have read what has just come: a finger's second tap at one spot, which
 * comes before that, presses nothing.
 */
export async function isReadable(page: Page): Promise<void> {
	const came = await page.evaluate(() => performance.now());
	await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(came + 500);
}

/** Waits until a page, or a part of it, says that it is live. */
export const isLive = (within: Page | Locator) =>
	expect(within.getByText('Live', { exact: true })).toBeVisible();

/** Everything that the page's live connections are sent, from those that are opened from here on. */
export function framesOf(page: Page): string[] {
	const frames: string[] = [];
	page.on('websocket', (socket) => {
		if (!socket.url().includes('/live')) return;
		socket.on('framereceived', ({ payload }) => frames.push(payload.toString()));
	});
	return frames;
}

/** Keeps from arriving what the page asks for there, until `arrive` is called. */
export async function holdBack(
	page: Page,
	url: RegExp,
	method = 'GET'
): Promise<{ sent: Promise<void>; arrive: () => void }> {
	const sent = Promise.withResolvers<void>();
	const arrival = Promise.withResolvers<void>();
	await page.route(url, async (route) => {
		if (route.request().method() === method) {
			sent.resolve();
			await arrival.promise;
		}
		await route.continue();
	});
	return { sent: sent.promise, arrive: arrival.resolve };
}
