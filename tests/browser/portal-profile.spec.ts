import { awake } from './pages.ts';
import { regular, signInAsCustomer } from './portal.ts';
import { expect, test } from './reslot.ts';

test('zone, language and clock are saved, and all dates are said in them', async ({
	page,
	shop,
	mailgun
}) => {
	const { email } = await regular(shop, 'Mona', { days: 3, hour: 9 });
	await signInAsCustomer(page, mailgun, email);
	const card = page.getByRole('article');
	await expect(card).toContainText('9:00');
	await page.goto('/portal/profile');
	await awake(page);
	await page.getByLabel('Time zone').selectOption('Asia/Kolkata');
	await page.getByLabel('Language of dates').selectOption('de-DE');
	await page.getByLabel('24 hours').check();
	await expect(page.getByText('Kolkata time').first()).toBeVisible();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();

	await page.goto('/portal');
	const place = { timeZone: 'Asia/Kolkata', locale: 'de-DE' };
	const there = new Intl.DateTimeFormat(place.locale, {
		timeZone: place.timeZone,
		weekday: 'long',
		day: 'numeric',
		month: 'long'
	}).format(shop.at(3, 9));
	await expect(card).toContainText(there);
	await expect(card).toContainText(/\b(18:30|19:30)/);
	await expect(card).toContainText('Kolkata time');
	// The business's own clock stands beside it.
	await expect(card).toContainText(/09:00.* in New York/);

	await page.reload();
	await page.goto('/portal/profile');
	await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Kolkata');
	await expect(page.getByLabel('24 hours')).toBeChecked();
});

test('name, phone and address are saved and are greeted with; reminders can be turned off', async ({
	page,
	shop,
	mailgun
}) => {
	const { email, customerId } = await regular(shop, 'Nora');
	await signInAsCustomer(page, mailgun, email);
	await page.goto('/portal/profile');
	await awake(page);
	await expect(page.getByText(email)).toBeVisible();
	await page.getByLabel('Name').fill('  ');
	await page.getByLabel('Phone').fill('+1 212 555 0199');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Please tell us your name.')).toBeVisible();
	await expect(page.getByText('Nothing has been saved yet.')).toBeVisible();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 212 555 0199');

	await page.getByLabel('Name').fill('Nora Novak');
	await page.getByLabel('Address').fill('2 New Street');
	await page.getByLabel('Remind me before an appointment').uncheck();
	const save = page.getByRole('button', { name: 'Save', exact: true });
	await save.press('Enter');
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(save).toBeFocused();
	const [kept] = await shop.sql`
		select name, phone, address, reminders, time_zone, locale
		from customer
		where id = ${customerId}
	`;
	expect(kept).toEqual({
		name: 'Nora Novak',
		phone: '+1 212 555 0199',
		address: '2 New Street',
		reminders: false,
		time_zone: null,
		locale: null
	});
	await page.goto('/portal');
	await expect(page.getByRole('heading', { name: 'Hello Nora Novak' })).toBeVisible();
});

test('what was changed meanwhile is not overwritten unseen, and what nobody else touched is saved', async ({
	page,
	shop,
	mailgun
}) => {
	const { email, customerId } = await regular(shop, 'Olga');
	await signInAsCustomer(page, mailgun, email);
	await page.goto('/portal/profile');
	await awake(page);

	await shop.sql`update customer set address = 'Elsewhere' where id = ${customerId}`;
	await page.getByLabel('Phone').fill('+1 1');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(page.getByLabel('Address')).toHaveValue('Elsewhere');

	await shop.sql`update customer set phone = '+1 2' where id = ${customerId}`;
	await page.getByLabel('Phone').fill('+1 3');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('This was changed meanwhile')).toBeVisible();
	await expect(page.getByRole('definition').getByText('+1 2')).toBeVisible();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 3');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved.')).toBeVisible();

	await shop.sql`update customer set phone = '+1 4' where id = ${customerId}`;
	await page.getByLabel('Phone').fill('+1 5');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('link', { name: 'Keep what is there now' }).click();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 4');
	const [kept] = await shop.sql`select phone from customer where id = ${customerId}`;
	expect(kept).toEqual({ phone: '+1 4' });
});

test('whoever was signed out meanwhile loses nothing of what they typed', async ({
	page,
	shop,
	mailgun
}) => {
	const { email, customerId } = await regular(shop, 'Paula');
	await signInAsCustomer(page, mailgun, email);
	await page.goto('/portal/profile');
	await awake(page);
	await page.getByLabel('Phone').fill('+1 6');
	await shop.sql`delete from customer_session where customer_id = ${customerId}`;
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('You have been signed out, so nothing was saved.')).toBeVisible();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 6');
});

test('to sign out everywhere with something unsaved is asked about before it is done', async ({
	page,
	shop,
	mailgun
}) => {
	const { email, customerId } = await regular(shop, 'Pia');
	await signInAsCustomer(page, mailgun, email);
	await page.goto('/portal/profile');
	await awake(page);
	await page.getByLabel('Phone').fill('+1 6');
	const sessions = () => shop.sql`select from customer_session where customer_id = ${customerId}`;
	const asked: { kind: string; open: number }[] = [];
	page.on('dialog', async (dialog) => {
		asked.push({ kind: dialog.type(), open: (await sessions()).length });
		await dialog.accept();
	});
	await page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(page.getByText('You are signed out on every device.')).toBeVisible();
	expect(asked).toEqual([{ kind: 'beforeunload', open: 1 }]);
	expect(await sessions()).toHaveLength(0);
});

test.describe('from another zone', () => {
	test.use({ timezoneId: 'Europe/London' });

	test('what is typed stays while one looks at other clocks; what is saved then counts', async ({
		page,
		shop,
		mailgun
	}) => {
		const { email } = await regular(shop, 'Quinn', { days: 3, hour: 9 });
		await signInAsCustomer(page, mailgun, email);
		const card = page.getByRole('article');
		await expect(card).toContainText('London time');
		await expect(card).toContainText('9:00 AM in New York');
		await page.goto('/portal/profile');
		await awake(page);
		await page.getByLabel('Phone').fill('+1 6');
		await page.getByRole('button', { name: 'Show New York time' }).click();
		await expect(page.getByText('Times are in New York time.')).toBeVisible();
		await expect(page.getByLabel('Phone')).toHaveValue('+1 6');

		await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(page.getByText('Times are in Tokyo time.')).toBeVisible();
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('details are saved, and what was changed meanwhile is shown', async ({
		page,
		shop,
		mailgun
	}) => {
		const { email, customerId } = await regular(shop, 'Rosa');
		await signInAsCustomer(page, mailgun, email);
		await page.goto('/portal/profile');
		await page.getByLabel('Phone').fill('+1 7');
		await page.getByLabel('Time zone').selectOption('Europe/London');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(page.getByLabel('Time zone')).toHaveValue('Europe/London');

		await shop.sql`update customer set phone = '+1 8' where id = ${customerId}`;
		await page.getByLabel('Phone').fill('+1 9');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('This was changed meanwhile')).toBeVisible();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		const [kept] = await shop.sql`select phone from customer where id = ${customerId}`;
		expect(kept).toEqual({ phone: '+1 9' });
	});
});
