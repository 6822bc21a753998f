import { changeTemplate } from '../../src/lib/server/mail/change-template.ts';
import { defaultTemplates } from '../../src/lib/server/mail/templates.ts';
import { staffOf } from '../support/staff.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';
import { CONFIRMATION, save, SAVED, stored, subject } from './template-editor.ts';

test('what is typed stays when a test, a save or the way back to the default has no answer', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('First');
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	await subject(page).fill('Not saved');
	const history = page.getByRole('region', { name: 'History' });
	await history.getByText('Restore the default…').click();

	const asked = '**/admin/settings/email-templates/confirmation?/*';
	await page.route(asked, (route) => route.abort());
	const unheard = page.getByText('That did not get through.');
	const send = page.getByRole('button', { name: 'Send a test' });
	await send.click();
	await expect(page.getByRole('region', { name: 'Send a test' }).locator(unheard)).toBeVisible();
	await save(page);
	await history.getByRole('button', { name: 'Restore the default' }).click();
	await expect(unheard).toHaveCount(3);

	await page.unroute(asked);
	await page.route(asked, (route) =>
		route.fulfill({ status: 403, json: { message: 'This was sent from another site.' } })
	);
	const refused = page.getByText('This was sent from another site.');
	await send.click();
	await save(page);
	await history.getByRole('button', { name: 'Restore the default' }).click();
	await expect(refused).toHaveCount(3);
	await page.unroute(asked);
	await expect(subject(page)).toHaveValue('Not saved');

	await send.click();
	await expect(page.getByText('A test is on its way to owner@test.example.')).toBeVisible();
	await expect(send).toBeFocused();
	await expect(refused).toHaveCount(2);
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	expect(await stored(shop.sql)).toMatchObject([{ subject: 'First' }, { subject: 'Not saved' }]);
});

test('whoever is signed out meanwhile keeps what is typed, signs in elsewhere and goes on', async ({
	page,
	context,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('First');
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	await subject(page).fill('Second');
	await page.getByText('Restore the default…').click();
	await shop.sql`delete from staff_session`;
	await page.getByRole('button', { name: 'Restore the default' }).click();
	const history = page.getByRole('region', { name: 'History' });
	await expect(history.getByText('You are signed out.')).toBeVisible();
	await page.getByRole('button', { name: 'Send a test' }).click();
	await save(page);
	await expect(page.getByRole('alert').filter({ hasText: 'You are signed out.' })).toHaveCount(3);
	await expect(history.getByRole('link', { name: 'Sign in in a new tab' })).toHaveAttribute(
		'target',
		'_blank'
	);
	await signIn(await context.newPage());
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	expect(await stored(shop.sql)).toMatchObject([{ subject: 'First' }, { subject: 'Second' }]);
});

test('the default does not take the place of words that nobody here has seen', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await subject(page).fill('First');
	await save(page);
	await expect(page.getByText(SAVED)).toBeVisible();
	await shop.sql`
		insert into mail_template (kind, subject, body, staff_id, staff_name)
		select kind, 'Theirs', body, staff_id, 'Mai' from mail_template
	`;
	await page.getByText('Restore the default…').click();
	const restore = page.getByRole('button', { name: 'Restore the default' });
	await restore.click();
	await expect(page.getByText('Somebody else has changed this email meanwhile')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Changed Mai' })).toBeVisible();
	expect(await stored(shop.sql)).toHaveLength(2);
	await restore.click();
	await expect(page.getByText('The default is back.')).toBeVisible();
});

test('of two who change an email, the second is told what the first wrote', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(CONFIRMATION);
	await awake(page);
	await changeTemplate(shop.sql, {
		kind: 'confirmation',
		template: { ...defaultTemplates.confirmation, subject: 'Theirs' },
		by: await staffOf(shop.sql).somebody('admin')
	});
	await subject(page).fill('Mine');
	await save(page);
	await expect(page.getByText('Somebody else has changed this meanwhile')).toBeVisible();
	await expect(page.getByRole('row', { name: /^subject/i })).toContainText(/Theirs.*Mine/);
	expect(await stored(shop.sql)).toMatchObject([{ subject: 'Theirs' }]);
	await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
	await page.getByRole('button', { name: 'Save mine all the same' }).click();
	await expect(page.getByText(SAVED)).toBeVisible();
	expect(await stored(shop.sql)).toMatchObject([{ subject: 'Theirs' }, { subject: 'Mine' }]);
});
