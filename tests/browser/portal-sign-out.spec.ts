import { proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { ask, regular, signInAsCustomer } from './portal.ts';
import { expect, test } from './reslot.ts';

test('signing out everywhere ends it on every device; signing out ends it on this one', async ({
	page,
	browser,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Hedda');
	const open = async (nth: number) => {
		const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
		const device = await context.newPage();
		await signInAsCustomer(device, mailgun, email, nth);
		return device;
	};
	await signInAsCustomer(page, mailgun, email);
	const tablet = await open(2);
	const phone = await open(3);

	await tablet.goto('/portal/profile');
	await expect(tablet.getByText('You are signed in on 3 devices.')).toBeVisible();
	await tablet.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(tablet.getByText('You are signed out.')).toBeVisible();
	await tablet.goto('/portal/profile');
	await expect(tablet.getByText('Sign in to go on.')).toBeVisible();
	await phone.reload();
	await expect(phone.getByRole('heading', { name: 'Hello Hedda' })).toBeVisible();

	await page.goto('/portal/profile');
	await page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(page.getByText('You are signed out on every device.')).toBeVisible();
	await phone.reload();
	await expect(phone.getByRole('heading', { name: 'See and change your bookings' })).toBeVisible();
	for (const device of [tablet, phone]) await device.context().close();
});

test('whoever is signed out elsewhere leaves an open booking at once, and keeps what they typed', async ({
	page,
	browser,
	shop,
	mailgun
}) => {
	const { email, bookingId } = await regular(shop, 'Jutta');
	await signInAsCustomer(page, mailgun, email);
	const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
	const phone = await context.newPage();
	await signInAsCustomer(phone, mailgun, email, 2);
	const booking = `/portal/bookings/${bookingId}`;
	await phone.goto(booking);
	const typing = await context.newPage();
	await typing.goto(`${booking}/details`);
	await awake(typing);
	await typing.getByLabel('Notes').fill('The gate is open');

	await page.goto('/portal/profile');
	await page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(page.getByText('You are signed out on every device.')).toBeVisible();
	const signIn = `/portal?next=${encodeURIComponent(booking)}`;
	await phone.waitForURL(`**${signIn}`);
	await expect(typing.getByText('You have been signed out')).toBeVisible();
	await expect(typing.getByRole('link', { name: 'Sign in again' })).toHaveAttribute('href', signIn);
	await expect(typing.getByLabel('Notes')).toHaveValue('The gate is open');
	await context.close();
});

test('on a device that others use, one’s bookings have a way out, and a link says whom it signs out', async ({
	page,
	browser,
	shop,
	mailgun,
	baseURL
}) => {
	const { email, bookingId } = await regular(shop, 'Karin');
	const { email: theirs } = await regular(shop, 'Leo', { days: 4 });
	const phone = await (await browser.newContext({ baseURL: baseURL! })).newPage();
	await ask(phone, theirs);
	const { path } = await proofTo(mailgun, theirs);
	await phone.context().close();

	await signInAsCustomer(page, mailgun, email);
	await page.goto(path);
	await expect(page.getByText('You are signing in as l…@example.com')).toBeVisible();
	await expect(page.getByText('At the moment k…@example.com is signed in here.')).toBeVisible();
	await expect(page.getByText(email)).toHaveCount(0);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('heading', { name: 'Hello Leo' })).toBeVisible();
	await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByText('You are signed out.')).toBeVisible();

	await signInAsCustomer(page, mailgun, email, 2);
	await page.goto(`/portal/bookings/${bookingId}`);
	const foot = page.getByRole('contentinfo');
	await expect(foot.getByText('You are signed in as Karin.')).toBeVisible();
	await foot.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByText('You are signed out.')).toBeVisible();
});
