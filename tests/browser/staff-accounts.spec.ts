import type { Browser, Page } from '@playwright/test';
import { eventually } from '../support/eventually.ts';
import type { MailgunStandIn } from '../support/mailgun-stand-in.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const ACCOUNTS = '/admin/settings/staff-accounts';
const PASSWORD = 'mop and bucket';

/** The path of the secret address in the newest mail to somebody. */
async function secretPath(mailgun: MailgunStandIn, address: string, n = 1): Promise<string> {
	const mails = await eventually(
		async () => mailgun.messages.filter(({ to }) => to.includes(address)),
		(theirs) => theirs.length >= n
	);
	return /\/(join|reset)\/[\w-]{43}/.exec(mails[n - 1]!.text)![0];
}

async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
	return (await browser.newContext({ baseURL })).newPage();
}

async function choosePassword(page: Page, path: string, password = PASSWORD): Promise<void> {
	await page.goto(path);
	await awake(page);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: /Open my account|Keep it and sign in/ }).click();
	await page.waitForURL('**/admin');
}

test('an invitation, a forgotten password, sessions and the end of an account', async ({
	page,
	browser,
	baseURL,
	shop,
	mailgun,
	signIn
}) => {
	test.setTimeout(150_000);
	const ada = await elsewhere(browser, baseURL);

	await test.step('the owner invites an admin', async () => {
		await signIn(page);
		await page.goto(ACCOUNTS);
		await awake(page);
		await page.getByLabel('Name').fill('Ada Admin');
		await page.getByLabel('Email', { exact: true }).fill('ada@test.example');
		await page.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(page.getByText('Choose whose calendar they see.')).toBeVisible();
		await page.getByLabel('What they may see and do').selectOption('Admin');
		await page.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(page.getByText('on its way to ada@test.example')).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Ada Admin' })).toContainText(
			'Invited'
		);
	});

	await test.step('who chooses a password once; opening the link alone changes nothing', async () => {
		const path = await secretPath(mailgun, 'ada@test.example');
		for (let n = 0; n < 2; n++) expect((await ada.request.get(path)).status()).toBe(200);
		await ada.goto(path);
		await awake(ada);
		await ada.getByLabel('Password').fill('short');
		await ada.getByRole('button', { name: 'Open my account' }).click();
		await expect(ada.getByText('at least 8 characters')).toBeVisible();
		await choosePassword(ada, path);
		const other = await elsewhere(browser, baseURL);
		for (const dead of [path, `/join/${'x'.repeat(43)}`, '/join/nothing']) {
			await other.goto(dead);
			await expect(other.getByRole('heading', { name: 'This link is used up' })).toBeVisible();
		}
	});

	await test.step('the log does not show the owner’s way in to an admin', async () => {
		const owner = await elsewhere(browser, baseURL);
		await owner.goto('/reset');
		await awake(owner);
		await owner.getByLabel('Email').fill('owner@test.example');
		await owner.getByRole('button', { name: 'Send me a link' }).click();
		await expect(owner.getByText('If owner@test.example has an account')).toBeVisible();
		await secretPath(mailgun, 'owner@test.example');
		const [mail] = await shop.sql<{ id: number }[]>`
			select id from mail where kind = 'password_reset'
		`;
		await ada.goto(`/admin/emails/${mail!.id}`);
		await expect(ada.getByText('Only owners can read this one')).toBeVisible();
		expect(await (await ada.request.get(`/admin/emails/${mail!.id}/content`)).text()).toBe('');
	});

	await test.step('an unknown email is answered alike, and gets no mail', async () => {
		const stranger = await elsewhere(browser, baseURL);
		await stranger.goto('/reset');
		await awake(stranger);
		await stranger.getByLabel('Email').fill('nobody@test.example');
		await stranger.getByRole('button', { name: 'Send me a link' }).click();
		await expect(stranger.getByText('If nobody@test.example has an account')).toBeVisible();
		expect(mailgun.messages.filter(({ to }) => to.includes('nobody'))).toHaveLength(0);
	});

	const phone = await elsewhere(browser, baseURL);
	await test.step('a forgotten password is replaced, and ends the sessions before', async () => {
		await phone.goto('/login');
		await phone.getByRole('link', { name: 'Forgotten your password?' }).click();
		await phone.waitForURL('**/reset');
		await awake(phone);
		await phone.getByLabel('Email').fill('ada@test.example');
		await phone.getByRole('button', { name: 'Send me a link' }).click();
		const path = await secretPath(mailgun, 'ada@test.example', 2);
		await choosePassword(phone, path, 'another pass phrase');
		await ada.goto('/admin/account');
		await expect(ada).toHaveURL(/\/login/);
		await ada.getByLabel('Email').fill('ada@test.example');
		await ada.getByLabel('Password').fill('another pass phrase');
		await ada.getByRole('button', { name: 'Sign in' }).click();
		await ada.waitForURL('**/admin/account');
	});

	await test.step('one’s own sessions are listed and ended', async () => {
		await awake(ada);
		await expect(ada.getByText('this one')).toHaveCount(1);
		await expect(ada.locator('b', { hasText: 'Chrome on' })).toHaveCount(2);
		await ada.getByRole('button', { name: /^Sign out Chrome/ }).click();
		await expect(ada.getByText('Signed out in one place.')).toBeVisible();
		await phone.goto('/admin/account');
		await expect(phone).toHaveURL(/\/login/);
	});

	await test.step('one’s own password asks for the present one', async () => {
		await ada.getByLabel('Present password').fill('not the one');
		await ada.getByLabel('New password').fill('the third phrase');
		await ada.getByRole('button', { name: 'Change the password' }).click();
		await expect(ada.getByText('This is not your present password.')).toBeVisible();
		await ada.getByLabel('Present password').fill('another pass phrase');
		await ada.getByLabel('New password').fill('the third phrase');
		await ada.getByRole('button', { name: 'Change the password' }).click();
		await expect(ada.getByText('Your password is changed.')).toBeVisible();
	});

	await test.step('an admin cannot change an owner, nor make one', async () => {
		await ada.goto(`${ACCOUNTS}/1`);
		await expect(ada.getByText('Only an owner can change this account.')).toBeVisible();
		const answer = await ada.request.post(`${ACCOUNTS}/1?/close`, {
			form: { nothing: '1' },
			headers: { origin: baseURL ?? '', accept: 'text/html' }
		});
		expect(answer.status()).toBe(403);
		await ada.goto(ACCOUNTS);
		const offered = ada.getByLabel('What they may see and do').getByRole('option');
		await expect(offered).toHaveText(['Fieldworker', 'Admin']);
	});

	await test.step('the only owner stays one', async () => {
		await page.goto(`${ACCOUNTS}/1`);
		await awake(page);
		await page.getByRole('button', { name: 'Deactivate your own account' }).click();
		await expect(page.getByText('This is the only owner.')).toBeVisible();
		await page.getByLabel('What they may see and do').selectOption('Admin');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('This is the only owner.').first()).toBeVisible();
	});

	await test.step('a deactivated account is signed out at once, and can come back', async () => {
		const { id } = (
			await shop.sql<{ id: number }[]>`
			select id from staff where email = 'ada@test.example'
		`
		)[0]!;
		await page.goto(`${ACCOUNTS}/${id}`);
		await awake(page);
		await expect(page.getByText('signed out in one place at once')).toBeVisible();
		await page.getByRole('button', { name: 'Deactivate Ada Admin' }).click();
		await expect(page.getByText('Ada Admin cannot sign in any more.')).toBeVisible();
		await ada.goto('/admin/account');
		await expect(ada).toHaveURL(/\/login/);
		await page.getByRole('button', { name: 'Let them sign in again' }).click();
		await expect(page.getByText('Ada Admin can sign in again.')).toBeVisible();
	});

	await test.step('and all of it is in the audit log', async () => {
		await page.goto('/admin/settings/audit-log');
		const entries = page.getByRole('main').getByRole('listitem');
		for (const words of [
			/Olga Owner reactivated the account of Ada Admin/,
			/Olga Owner deactivated the account of Ada Admin/,
			/Ada Admin changed the password of Ada Admin/,
			/Ada Admin chose a first password/,
			/Olga Owner invited Ada Admin/
		]) {
			await expect(entries.filter({ hasText: words }).first()).toBeVisible();
		}
		await awake(page);
		await page.getByLabel('Who').selectOption('Ada Admin');
		await page.getByLabel('What', { exact: true }).selectOption('Staff accounts');
		await page.getByRole('button', { name: 'Show' }).click();
		await page.waitForURL(/kind=accounts/);
		await expect(entries.filter({ hasText: 'Olga Owner' })).toHaveCount(0);
		await expect(entries.filter({ hasText: 'Ada Admin' })).not.toHaveCount(0);
	});
});
