import { inbox } from '../support/inbox.ts';
import { proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { ask, regular, typeCode } from './portal.ts';
import { expect, test } from './reslot.ts';

test('by the link of the mail: to open it does nothing, to press the button signs in, once', async ({
	page,
	browser,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Anna');
	await ask(page, email);
	const { path } = await proofTo(mailgun, email);

	await page.goto(path);
	await page.reload();
	await expect(page.getByText(`You are signing in as a…@example.com`)).toBeVisible();
	await expect(page.getByText(email)).toHaveCount(0);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(/\/portal$/);
	await expect(page.getByRole('heading', { name: 'Hello Anna' })).toBeVisible();

	const other = await (await browser.newContext()).newPage();
	const used = await other.goto(page.url().replace('/portal', path));
	expect(used?.status()).toBe(404);
	await expect(other.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
	await other.context().close();
});

test('by the code, where the mail is opened on another device', async ({
	page,
	browser,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Berta');
	await ask(page, email);
	await awake(page);
	const { code, path } = await proofTo(mailgun, email);

	// The phone that got the mail only shows it; its browser did not ask, so there is no code to type.
	const phone = await (await browser.newContext()).newPage();
	await phone.goto(new URL('/portal/code', page.url()).href);
	await expect(phone.getByRole('heading', { name: 'See and change your bookings' })).toBeVisible();

	await page.getByLabel('Code').pressSequentially(code.replace(/\D/g, ''));
	await expect(page.getByLabel('Code')).toHaveValue(/^\d{4} \d{4}$/);
	await page.getByLabel('Code').press('Enter');
	await expect(page.getByRole('heading', { name: 'Hello Berta' })).toBeVisible();

	const dead = await phone.goto(new URL(path, page.url()).href);
	expect(dead?.status()).toBe(404);
	await phone.context().close();
});

test('an address that nobody knows is answered in the same way, and gets no mail', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Clara');
	const nobody = inbox('Nobody');
	await ask(page, nobody);
	const said = await page.getByRole('main').innerText();
	await typeCode(page, '1234 5678');
	await expect(page.getByText('This is not the code. You have 4 more tries.')).toBeVisible();

	await ask(page, email);
	const known = await page.getByRole('main').innerText();
	const plain = (text: string) => text.replace(/\d+:\d\d\s[AP]M/g, '…');
	expect(plain(known.replace(email, nobody))).toBe(plain(said));
	await proofTo(mailgun, email);
	expect(mailgun.messages.filter(({ to }) => to.includes(nobody))).toEqual([]);
});

test('a wrong code says how many tries are left; after the last another mail goes to the same address', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Dora');
	await ask(page, email);
	await awake(page);
	const { code } = await proofTo(mailgun, email);
	const wrong = code.startsWith('1') ? '2222 2222' : '1111 1111';

	await expect(page.getByLabel('Code')).toBeFocused();
	await typeCode(page, '123');
	await expect(page.getByText('Type all 8 digits of the code.')).toBeVisible();
	for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try']) {
		await typeCode(page, wrong);
		await expect(page.getByText(`This is not the code. You have ${left}.`)).toBeVisible();
	}
	await typeCode(page, wrong);
	await expect(
		page.getByRole('heading', { name: 'This code does not work any more' })
	).toBeFocused();
	await expect(page.getByLabel('Your email')).toHaveValue(email);

	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
	await typeCode(page, (await proofTo(mailgun, email, 2)).code);
	await expect(page.getByRole('heading', { name: 'Hello Dora' })).toBeVisible();
});

test('another mail can be sent for; only the code of the newest works', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Edna');
	await ask(page, email);
	await awake(page);
	const first = await proofTo(mailgun, email);
	await page.getByRole('button', { name: 'Send another email' }).click();
	await expect(page.getByText('Another email is on its way.')).toBeVisible();
	await expect(page.getByText('If nothing has come after a few minutes, contact us')).toBeVisible();
	await expect(page.getByRole('main').getByRole('link', { name: '+1 212 555 0100' })).toBeVisible();
	const second = await proofTo(mailgun, email, 2);
	await typeCode(page, first.code);
	await expect(page.getByText('This is not the code.')).toBeVisible();
	await typeCode(page, second.code);
	await expect(page.getByRole('heading', { name: 'Hello Edna' })).toBeVisible();
});

test('a code that has run out says so, and the address is kept', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Flora');
	await ask(page, email);
	await awake(page);
	const { code, path } = await proofTo(mailgun, email);
	await shop.sql`update email_proof set expires_at = reslot_clock() where email = ${email}`;
	await typeCode(page, code);
	await expect(
		page.getByRole('heading', { name: 'This code does not work any more' })
	).toBeVisible();
	await expect(page.getByLabel('Your email')).toHaveValue(email);

	const dead = await page.goto(path);
	expect(dead?.status()).toBe(404);
	await page.getByLabel('Your email').fill(email);
	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await page.waitForURL('**/portal/code');
});

test('whoever asks again and again is asked to wait, and what they typed stays', async ({
	page,
	shop
}) => {
	void shop;
	const email = inbox('Eager');
	for (let n = 0; n < 6; n++) await ask(page, email);
	await page.goto('/portal');
	await awake(page);
	await page.getByLabel('Your email').fill(email);
	const refused = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await refused;
	const words = page.getByText(/You have asked for a lot of emails.*try again in \d+ minutes/);
	await expect(words).toBeVisible();
	await expect(page.getByRole('alert').getByText('+1 212 555 0100')).toBeVisible();
	await expect(page.getByLabel('Your email')).toHaveValue(email);
});

test('what cannot be an address is said beside it, and stays', async ({ page, shop }) => {
	void shop;
	await page.goto('/portal');
	await page.getByLabel('Your email').fill('anna@');
	await page.getByRole('button', { name: 'Email me a link and a code' }).click();
	await expect(
		page.getByText('Type the whole email address, like name@example.com.')
	).toBeVisible();
	await expect(page.getByLabel('Your email')).toHaveValue('anna@');
});

test('after signing in one comes to the page that one wanted, and never to another site', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Greta');
	await page.goto('/portal/profile');
	await expect(page.getByText('Sign in to go on.')).toBeVisible();
	await ask(page, email, page.url());
	await typeCode(page, (await proofTo(mailgun, email)).code);
	await page.waitForURL('**/portal/profile');
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();

	await ask(page, email, '/portal?next=/portal/profile');
	await page.goto((await proofTo(mailgun, email, 2)).path);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/portal/profile');
	await page.goto('/portal?next=https://evil.test/portal');
	expect(new URL(page.url()).pathname).toBe('/portal');
	await expect(page.getByRole('heading', { name: 'Hello Greta' })).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('signing in works by code and by link, and every answer is there', async ({
		page,
		shop,
		mailgun
	}) => {
		const { email } = await regular(shop, 'Ida');
		await page.goto('/portal?next=/portal/profile');
		await page.getByLabel('Your email').fill('ida');
		await page.getByRole('button', { name: 'Email me a link and a code' }).click();
		await expect(page.getByText('Type the whole email address')).toBeVisible();
		await page.getByLabel('Your email').fill(email);
		await page.getByRole('button', { name: 'Email me a link and a code' }).click();
		const { code } = await proofTo(mailgun, email);
		await typeCode(page, code.startsWith('1') ? '2222 2222' : '1111 1111');
		await expect(page.getByText('You have 4 more tries.')).toBeVisible();
		await typeCode(page, code);
		await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
		await page.getByRole('button', { name: 'Sign out', exact: true }).click();
		await expect(page.getByText('You are signed out.')).toBeVisible();

		await ask(page, email);
		await page.getByRole('button', { name: 'Send another email' }).click();
		await page.goto((await proofTo(mailgun, email, 3)).path);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page.getByRole('heading', { name: 'Hello Ida' })).toBeVisible();
	});
});
