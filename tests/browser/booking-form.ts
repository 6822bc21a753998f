import { expect, type Page } from '@playwright/test';
import { inbox } from '../support/inbox.ts';

/** Somebody with an inbox of their own: only so many bookings an hour are mailed to one. */
export const visitor = (name: string, notes = '') => ({
	name,
	email: inbox(name),
	notes
});

/** Fills in who books, and goes on to where all of it is looked over. */
export async function fillDetails(
	page: Page,
	{ name, email, notes = '' }: { name: string; email: string; notes?: string }
): Promise<void> {
	await page.getByLabel('Name').fill(name);
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Notes').fill(notes);
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	// With JavaScript it is read again under its address, a moment after it is shown.
	const isAwake = await page.evaluate(() => history.scrollRestoration === 'manual');
	if (isAwake) await page.waitForURL(/step=review/);
}

/** The button that books. */
export const bookNow = (page: Page) => page.getByRole('button', { name: 'Book this appointment' });

/** Books what is looked over. */
export async function confirmBooking(page: Page): Promise<void> {
	await bookNow(page).click();
	await expect(page.getByText('You are booked')).toBeVisible();
}
