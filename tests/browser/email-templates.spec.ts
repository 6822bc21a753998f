import { defaultTemplates } from '../../src/lib/server/mail/templates.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';
import {
	append,
	CONFIRMATION,
	LIST,
	save,
	SAVED,
	shown,
	stored,
	subject,
	text
} from './template-editor.ts';

test('an unknown placeholder is told of at its line, and nothing is saved or lost', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await text(page).fill('# Hello\n\nDear {{ custmer_name }}, come.');
	const fault = page.getByRole('button', { name: /^Line 3: .*custmer_name.*customer_name/ });
	await expect(fault).toContainText('Dear {{ custmer_name }}, come.');
	await save(page);
	await expect(page.getByText('Nothing has been saved yet.')).toBeVisible();
	expect(await stored(shop.sql)).toEqual([]);
	await expect(text(page)).toHaveValue('# Hello\n\nDear {{ custmer_name }}, come.');
	const { violations } = await axe(page).exclude('iframe').analyze();
	expect(violations.map(({ id }) => id)).toEqual([]);

	// Pressed, it puts the caret where the fault is.
	await fault.click();
	await expect(text(page)).toBeFocused();
	const line = await text(page).evaluate(
		(area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split('\n').length
	);
	expect(line).toBe(3);

	await text(page).fill('# Hello\n\nDear {{ customer_name }}, come.');
	await expect(fault).toHaveCount(0);
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	expect(await stored(shop.sql)).toMatchObject([
		{ body: '# Hello\n\nDear {{ customer_name }}, come.' }
	]);
	await page.goto(LIST);
	await expect(
		page.getByRole('listitem').filter({ hasText: 'Booking confirmation' })
	).toContainText('Your words');
});

test('the next mail that is sent carries the new words, and no link without the button', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('Own: {{ service_name }}');
	await text(page).fill('Bring a towel, {{ customer_name }}.');
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	await shop.booked(shop.at(3, 9));
	await expect.poll(() => mailgun.messages.length).toBe(1);
	const [message] = mailgun.messages;
	expect(message!.subject).toBe('Own: Lesson');
	expect(message!.text).toContain('Bring a towel, Customer 1.');
	expect(`${message!.html}${message!.text}`).not.toContain('/b/');
});

test('the preview follows what is typed, with any booking, in every look', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 9));
	const other = await shop.booked(shop.at(4, 11));
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await expect(shown(page).getByText('Hello Customer 1')).toBeVisible();
	const before = await page.evaluate(() => history.length);

	await append(page, '\n\nBring {{ customer_name }} a <b>cake</b>.');
	await expect(shown(page).getByText('Bring Customer 1 a <b>cake</b>.')).toBeVisible();
	await page.getByText(/^Shown with/).click();
	await page.getByLabel('Show another booking').fill('customer2@');
	await page.getByRole('button', { name: new RegExp(`^#${other.id}`) }).click();
	await expect(shown(page).getByText('Bring Customer 2 a')).toBeVisible();

	const button = shown(page).getByRole('link', { name: 'Reschedule or change booking details' });
	await expect(button).toBeVisible();
	expect(await button.getAttribute('href')).toMatch(/\/b\/example$/);
	await page.getByLabel('Shown as when customers').selectOption('no');
	await expect(button).toHaveCount(0);

	const background = () =>
		shown(page)
			.locator('body')
			.evaluate((body) => getComputedStyle(body).backgroundColor);
	const light = await background();
	await page.getByRole('radio', { name: 'Dark' }).check();
	await expect.poll(background).not.toBe(light);
	await page.getByRole('radio', { name: 'Phone' }).check();
	const frame = page.locator('iframe[title="The email as it is read"]');
	await expect.poll(async () => (await frame.boundingBox())!.width).toBeLessThanOrEqual(390);
	await page.getByRole('radio', { name: 'Plain text' }).check();
	await expect(page.locator('pre').first()).toContainText('Bring Customer 2 a <b>cake</b>.');

	// Not a step back for every key.
	expect(await page.evaluate(() => history.length)).toBe(before);
	expect(await stored(shop.sql)).toEqual([]);
});

test('a placeholder is written where one is typing', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('Hello ');
	await page.getByRole('button', { name: '{{ customer_name }}' }).click();
	await expect(subject(page)).toHaveValue('Hello {{ customer_name }}');
	await page.getByRole('button', { name: '{{ booking_details }}' }).click();
	await expect(subject(page)).toHaveValue('Hello {{ customer_name }}');
	await expect(text(page)).toHaveValue(/\{\{ booking_details \}\}.*\{\{ booking_details \}\}/s);
});

test('a test mail arrives, with the words as they are typed and nobody real in it', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	await shop.booked(shop.at(3, 9));
	await expect.poll(() => mailgun.messages.length).toBe(1);
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('Draft for {{ customer_name }}');
	await page.getByRole('button', { name: 'Send a test' }).click();
	await expect(page.getByText('A test is on its way to owner@test.example.')).toBeVisible();
	await expect.poll(() => mailgun.messages.length).toBe(2);
	expect(mailgun.messages[1]).toMatchObject({
		to: '"Olga Owner" <owner@test.example>',
		subject: '[Test] Draft for Ada Example'
	});
	// It is no save: leaving still asks.
	await expect(subject(page)).toHaveValue('Draft for {{ customer_name }}');
	const asked = page.waitForEvent('dialog');
	void page.getByRole('link', { name: 'Email templates' }).first().click();
	await (await asked).dismiss();
	await page.getByLabel('To', { exact: true }).fill('nobody');
	await page.getByRole('button', { name: 'Send a test' }).click();
	await expect(page.getByText('Type the whole email address')).toBeVisible();
});

test('an old version is read and taken back, and the default restored', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	for (const words of ['First', 'Second']) {
		await subject(page).fill(words);
		await save(page);
		await expect(page.getByText(SAVED)).toBeVisible();
	}
	const history = page.getByRole('region', { name: 'History' });
	await expect(history.getByRole('link', { name: 'Changed' })).toHaveCount(2);
	await history.getByRole('link', { name: 'Changed' }).last().click();
	await expect(history.getByText('First')).toBeVisible();
	await history.getByRole('link', { name: 'Changed Olga Owner' }).last().click();
	await expect(history.getByText('First')).toHaveCount(0);
	await history.getByRole('link', { name: 'Changed Olga Owner' }).last().click();
	await history.getByRole('link', { name: 'Use this version' }).click();
	await expect(subject(page)).toHaveValue('First');
	expect(await stored(shop.sql)).toHaveLength(2);

	await history.getByText('Restore the default…').click();
	await history.getByRole('button', { name: 'Restore the default' }).click();
	await expect(history.getByText('The default is back.')).toBeVisible();
	await expect(subject(page)).toHaveValue(defaultTemplates.confirmation.subject);
	await expect(history.getByRole('link', { name: 'Back to the default' })).toBeVisible();
	expect(await stored(shop.sql)).toMatchObject([
		{ subject: 'First' },
		{ subject: 'Second' },
		{ subject: null, body: null }
	]);
	await page.goto('/admin/settings/audit-log');
	await expect(
		page.getByText('restored the default of the email template Booking confirmation')
	).toBeVisible();
});

test('a placeholder that is pressed can be undone', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).focus();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type('Hello ');
	await page.getByRole('button', { name: '{{ customer_name }}' }).click();
	await expect(subject(page)).toHaveValue('Hello {{ customer_name }}');
	await page.keyboard.press('ControlOrMeta+Z');
	await expect(subject(page)).toHaveValue('Hello ');
});

test('a test to another address is said to be to that one, and by whom it was sent', async ({
	page,
	shop,
	signIn
}) => {
	void shop;
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await page.getByLabel('To', { exact: true }).fill('friend@test.example');
	await page.getByRole('button', { name: 'Send a test' }).click();
	await page.getByRole('link', { name: 'See it in the Email log' }).click();
	await expect(page.getByRole('definition').filter({ hasText: 'friend@test' })).toHaveText(
		'friend@test.example'
	);
	await expect(page.getByRole('link', { name: 'Olga Owner', exact: true })).toBeVisible();
	await page.goto('/admin/emails');
	await expect(page.getByRole('cell', { name: 'Test', exact: true })).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('an email is previewed, put right, saved, tried and restored', async ({
		page,
		shop,
		mailgun,
		signIn
	}) => {
		await shop.booked(shop.at(3, 9));
		await expect.poll(() => mailgun.messages.length).toBe(1);
		await signIn(page);
		await page.goto(LIST);
		await page.getByRole('link', { name: 'Booking confirmation' }).click();
		await expect(shown(page).getByText('Hello Customer 1')).toBeVisible();
		await text(page).fill('Come, {{ custmer_name }}.');
		await page.getByRole('button', { name: 'Show preview' }).click();
		await expect(shown(page).getByText(/Line 1: .*custmer_name/)).toBeVisible();
		await save(page);
		await expect(page.getByText('Nothing has been saved yet.')).toBeVisible();
		await expect(page.getByRole('button', { name: /^Line 1: .*custmer_name/ })).toBeVisible();
		await expect(text(page)).toHaveValue('Come, {{ custmer_name }}.');

		await text(page).fill('Come,\n{{ customer_name }}.');
		await page.getByRole('button', { name: 'Show preview' }).click();
		await expect(shown(page).getByText(/Come,\s*Customer 1\./)).toBeVisible();
		await save(page);
		await expect(page.getByText(SAVED)).toBeVisible();
		expect(await stored(shop.sql)).toMatchObject([{ body: 'Come,\n{{ customer_name }}.' }]);

		await page.getByLabel('To', { exact: true }).fill('nobody');
		await page.getByRole('button', { name: 'Send a test' }).click();
		await expect(page.getByText('Type the whole email address')).toBeVisible();
		await expect(page.getByLabel('To', { exact: true })).toHaveValue('nobody');
		await page.getByLabel('To', { exact: true }).fill('owner@test.example');
		await page.getByRole('button', { name: 'Send a test' }).click();
		await expect(page.getByText('A test is on its way to owner@test.example.')).toBeVisible();
		await expect.poll(() => mailgun.messages.length).toBe(2);
		await page.getByText('Restore the default…').click();
		await page.getByRole('button', { name: 'Restore the default' }).click();
		await expect(page.getByText('The default is back.')).toBeVisible();
		await page.getByRole('link', { name: 'Changed' }).click();
		await page.getByRole('link', { name: 'Use this version' }).click();
		await expect(text(page)).toHaveValue('Come,\n{{ customer_name }}.');
	});
});
