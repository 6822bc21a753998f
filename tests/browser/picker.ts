import { expect, type Locator, type Page } from '@playwright/test';
import { ZONE } from '../support/shop.ts';
import { localDate } from '../../src/lib/scheduling/zoned-time.ts';
import { isLive } from './pages.ts';

/** How the shop's pages say a time of day: "9:30 AM". */
export function clock(at: number): string {
	const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: ZONE }).format(at);
	return time.replace('\u202f', ' ');
}

/** How the shop's pages say a day: "Tuesday, November 24". */
export function day(at: number): string {
	return new Intl.DateTimeFormat('en-US', {
		weekday: 'long',
		month: 'long',
		day: 'numeric',
		timeZone: ZONE
	}).format(at);
}

/**
 * Opens a booking's page and one of its popups. A press before the page has woken up leads to the
 * popup's own page instead, which is right for people, so the test goes back and presses again.
 */
export async function openPopup(page: Page, path: string, name = 'Edit'): Promise<Locator> {
	const popup = page.getByRole('dialog');
	await expect(async () => {
		await page.goto(path);
		await page.getByRole('link', { name, exact: true }).first().click();
		await expect(popup).toBeVisible({ timeout: 3_000 });
	}).toPass();
	return popup;
}

/** Waits until the popup says that it is live. */
export const popupIsLive = (page: Page) => isLive(page.getByRole('dialog'));

/** Shows the day of an instant in the picker, in its month. */
export async function showDay(page: Page, at: number): Promise<void> {
	const date = localDate(ZONE, at);
	const cell = page.locator(`a[data-date="${date}"]`);
	const month = new Intl.DateTimeFormat('en-US', {
		month: 'long',
		year: 'numeric',
		timeZone: ZONE
	}).format(at);
	// The month's name is on an arrow until it is the month that is shown.
	const arrow = page.getByRole('link', { name: month, exact: true });
	await expect(cell.or(arrow)).toBeVisible();
	if (await arrow.isVisible()) await arrow.click();
	await cell.click();
	await expect(page.getByRole('heading', { name: day(at), exact: true })).toBeVisible();
}

/** The button of a free time. */
export const timeOf = (page: Page, at: number) =>
	page.getByRole('link', { name: `${clock(at)}, free`, exact: true });

/** Shows the day and chooses the time. */
export async function choose(page: Page, at: number): Promise<void> {
	await showDay(page, at);
	await timeOf(page, at).click();
}
