import { expect, type Page } from '@playwright/test';

/**
 * Waits until a page that was just opened answers to what is done on it by itself. Until then a
 * press is the browser's own: a form is posted and a link is followed.
 */
export const awake = (page: Page) =>
	expect.poll(() => page.evaluate(() => history.scrollRestoration)).toBe('manual');

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
