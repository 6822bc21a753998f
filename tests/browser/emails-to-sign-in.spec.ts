import { readProof, proofsOf } from '../support/proof.ts';
import { awake, isLive } from './pages.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';

test('what a customer signs in with is in the log without its link and its code', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	const { email, customerId } = await regular(shop, 'Rosa');
	const { mail } = await proofsOf(shop.sql).ask(email);
	const { id } = mail!;
	await expect
		.poll(() => shop.sql`select from mail where id = ${id} and state = 'sent'`)
		.toHaveLength(1);
	const sent = mailgun.messages.find(({ variables }) => variables['mail-id'] === String(id))!;
	const { secret, code } = readProof(sent.text);

	await signIn(page);
	await page.goto('/admin/emails?kind=sign_in&to=customers');
	await awake(page);
	await page.getByRole('link', { name: 'Sign in to' }).click();
	await expect(page.getByText('The link and the code of this copy were taken out')).toBeVisible();
	await expect(page.getByText('Only they can ask for this one')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
	const copy = page.frameLocator('iframe[title="The email as it is read"]').locator('body');
	await expect(copy).toContainText('(the customer’s code)');
	const shown = `${await copy.innerHTML()} ${await page.content()}`;
	for (const own of [secret!, code!]) expect(shown).not.toContain(own);

	// Their page has it among their mails, and says what they want.
	await shop.sql`update customer set reminders = false where id = ${customerId}`;
	await page.getByRole('link', { name: 'Rosa' }).click();
	await expect(page.getByText('Wants no reminders')).toBeVisible();
	await page.getByRole('link', { name: 'Sign in to' }).click();
	await expect(page).toHaveURL(`/admin/emails/${id}`);
});

test('the open log shows one that is written meanwhile, though no calendar tells of it', async ({
	page,
	shop,
	signIn
}) => {
	const { email } = await regular(shop, 'Rosa');
	await page.clock.install();
	await signIn(page);
	await page.goto('/admin');
	await isLive(page);
	await page.getByRole('link', { name: 'Emails', exact: true }).click();
	await expect(page.getByText('1 email', { exact: true })).toBeVisible();
	await proofsOf(shop.sql).ask(email);
	await page.clock.fastForward(18_000);
	await expect(page.getByRole('link', { name: 'Sign in to' })).toBeVisible();
});
