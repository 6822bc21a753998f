import type { BrowserContext } from '@playwright/test';
import { fillDetails } from './booking-form.ts';
import { inbox } from '../support/inbox.ts';
import { proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { ask, regular, typeCode } from './portal.ts';
import { expect, test } from './reslot.ts';

// What a visitor typed, in a browser that others use as well.

const draftOf = async (context: BrowserContext) =>
	(await context.cookies()).find(({ name }) => name === 'reslot-draft');

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('whoever finds what somebody else typed clears it with one press', async ({
			page,
			context,
			shop
		}) => {
			const details = `/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`;
			await page.goto(details);
			if (javaScriptEnabled) await awake(page);
			await expect(page.getByRole('button', { name: 'Not you? Clear this' })).toHaveCount(0);
			const email = inbox('Vera');
			await fillDetails(page, { name: 'Vera', email, notes: 'Gate 7' });
			// It goes when the browser is closed.
			expect((await draftOf(context))?.expires).toBe(-1);

			await page.goto(details);
			await expect(page.getByLabel('Notes')).toHaveValue('Gate 7');
			await expect(page.getByRole('button', { name: 'Not you? Clear this' })).toBeVisible();
			// Where nothing is left to be typed, the review is what is seen first.
			await page.goto(`${details}&step=review`);
			await expect(page.getByRole('main')).toContainText(email);
			await page.getByRole('button', { name: 'Not you? Clear this' }).click();
			await expect(page.getByLabel('Notes')).toHaveValue('');
			await expect(page.getByLabel('Email')).toHaveValue('');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your details');
			await expect(page.getByRole('button', { name: 'Not you? Clear this' })).toHaveCount(0);
			expect(await draftOf(context)).toBeUndefined();
		});
	});
}

test('who signs in while they book keeps their notes, and leaves nothing when they sign out', async ({
	page,
	context,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Ludmilla');
	const details = `/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`;
	await page.goto(details);
	await awake(page);
	await fillDetails(page, { name: 'Somebody', email: inbox('Somebody'), notes: 'Gate 7' });
	await page.goto(details);
	const signIn = page.getByRole('link', { name: 'Sign in and type less' });
	await ask(page, email, (await signIn.getAttribute('href'))!);
	await typeCode(page, (await proofTo(mailgun, email)).code);
	await page.waitForURL(/\/book\?/);
	await expect(page.getByLabel('Notes')).toHaveValue('Gate 7');
	await expect(page.getByLabel('Name')).toHaveValue('Ludmilla');
	await awake(page);

	await page.getByRole('button', { name: 'Not you? Sign out' }).click();
	await expect(page.getByLabel('Name')).toHaveValue('');
	await expect(page.getByLabel('Notes')).toHaveValue('');
	expect(await draftOf(context)).toBeUndefined();
});

test('who signs in for something else finds nothing of what was typed before them', async ({
	page,
	context,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Ottilie');
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	await fillDetails(page, { name: 'Somebody', email: inbox('Somebody'), notes: 'Gate 7' });
	await ask(page, email);
	expect(await draftOf(context)).toBeDefined();
	await typeCode(page, (await proofTo(mailgun, email)).code);
	await expect(page.getByRole('heading', { name: 'Hello Ottilie' })).toBeVisible();
	expect(await draftOf(context)).toBeUndefined();
});
