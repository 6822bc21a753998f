import type { Page } from '@playwright/test';
import type { MailgunStandIn } from '../support/mailgun-stand-in.ts';
import type { Shop } from '../support/shop.ts';
import { inbox } from '../support/inbox.ts';
import { proofTo } from './mails.ts';
import { expect } from './reslot.ts';

/**
 * A customer with a booking so many days ahead, by an address of their own: only so many mails are
 * sent to one.
 */
export async function regular(
	shop: Shop,
	name: string,
	{ days = 3, hour = 9 } = {}
): Promise<{ email: string; bookingId: number; customerId: number }> {
	const booking = await shop.booked(shop.at(days, hour));
	const email = inbox(name);
	await shop.sql`
		update customer
		set name = ${name},
			email = ${email}
		where id = ${booking.customer.id}
	`;
	return { email, bookingId: booking.id, customerId: booking.customer.id };
}

/** Asks for a mail to sign in with, and comes to where its code is typed. */
export async function ask(page: Page, email: string, at = '/portal'): Promise<void> {
	await page.goto(at);
	await page.getByLabel('Your email').fill(email);
	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await page.waitForURL('**/portal/code*');
	await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
}

/** Signs a customer in by the code of their mail. */
export async function signInAsCustomer(
	page: Page,
	mailgun: MailgunStandIn,
	email: string,
	nth = 1
): Promise<void> {
	await ask(page, email);
	const { code } = await proofTo(mailgun, email, nth);
	await typeCode(page, code);
	await page.waitForURL(/\/portal$/);
}

/** Types a code and presses the button. */
export async function typeCode(page: Page, code: string): Promise<void> {
	await page.getByLabel('Code').fill(code);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
