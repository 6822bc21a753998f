import { inbox } from '../support/inbox.ts';
import { keyboardOf } from './keyboard.ts';
import { mailTo, pathIn, proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { clock, day } from './picker.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';

// No mouse in here: everything is done by keys, and wherever they lead the focus can be seen.

test('a booking is moved from its mail’s link by the keyboard alone', async ({
	page,
	shop,
	mailgun
}) => {
	await shop.booked(shop.at(3, 9));
	const mail = await mailTo(mailgun, 'customer1@example.com');
	const { press, tabTo, enter } = keyboardOf(page);
	const focused = page.locator(':focus');
	const popup = page.getByRole('dialog', { name: 'Choose a new time' });
	const title = popup.getByRole('heading', { name: 'Choose a new time' });
	await page.goto(pathIn(mail, 'Reschedule or change booking details'));
	await awake(page);

	await test.step('Enter on Edit opens the popup at its title, Escape leads back to Edit', async () => {
		await enter(/^Edit$/);
		await expect(title).toBeFocused();
		await press('Escape');
		await expect(popup).toBeHidden();
		await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeFocused();
		await press('Enter');
		await expect(title).toBeFocused();
	});

	await test.step('Tab stays in the popup, all the way round', async () => {
		await tabTo(/^Close$/);
		await tabTo(new RegExp(`^${day(shop.at(3, 9))}`));
		await tabTo(/^Close$/);
	});

	await test.step('arrows walk the days, Enter opens one', async () => {
		await tabTo(new RegExp(`^${day(shop.at(3, 9))}`));
		await expect(focused).toHaveAccessibleName(/the day of your booking/);
		const onDay = (days: number) =>
			expect(focused).toHaveAccessibleName(new RegExp(`^${day(shop.at(days, 9))}.*times free`));
		await press('ArrowRight');
		await onDay(4);
		await press('ArrowDown');
		await onDay(11);
		await press('ArrowUp');
		await onDay(4);
		await press('Enter');
		await expect(
			popup.getByRole('heading', { name: day(shop.at(4, 9)), exact: true })
		).toBeVisible();
	});

	await test.step('Space keeps the afternoons, and takes that back', async () => {
		await tabTo(/^Afternoons$/, 'Shift+Tab');
		await press('Space');
		await expect(focused).toHaveAttribute('aria-pressed', 'true');
		await expect(popup.getByRole('link', { name: `${clock(shop.at(4, 10))}, free` })).toHaveCount(
			0
		);
		await press('Space');
		await expect(focused).toHaveAttribute('aria-pressed', 'false');
	});

	const wanted = shop.at(4, 10.5);
	await test.step('Enter on a time leads to the last step, from which Enter on “See all times” leads back', async () => {
		await enter(new RegExp(`^${clock(wanted)}, free`));
		await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
		await enter(/^See all times$/);
		// Where one was: at the time that had been chosen.
		await expect(page.getByRole('link', { name: `${clock(wanted)}, free` })).toBeFocused();
		await press('Enter');
		await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
	});

	await test.step('and the press that moves it leads to the news', async () => {
		await tabTo(/^Why are you moving it/);
		await page.keyboard.type('By keys');
		await enter(/^Confirm new time/);
		await expect(popup).toBeHidden();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		await expect(focused).toContainText('Your booking has been moved');
	});
	expect(await shop.sql`select starts_at as "startsAt", version from booking`).toEqual([
		{ startsAt: wanted, version: 2 }
	]);
});

test('the shortcut to the earliest time, details and a cancellation are reached by the keyboard alone', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(20, 9);
	const { press, tabTo, enter, type } = keyboardOf(page);
	const focused = page.locator(':focus');
	const popup = page.getByRole('dialog');
	await page.goto(path);
	await awake(page);
	await enter(/^Edit$/);
	await expect(popup.getByRole('heading', { name: 'Choose a new time' })).toBeFocused();
	await enter(/^Earliest: /);
	await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
	await press('Escape');
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeFocused();

	await enter(/^Change details$/);
	await expect(popup.getByRole('heading', { name: 'Change your details' })).toBeFocused();
	await type(/^Phone/, '+1 212 555 0177');
	await press('Enter');
	await expect(popup).toBeHidden();
	await expect(focused).toContainText('Your details are saved');

	await enter(/^Cancel booking$/);
	await expect(popup.getByRole('heading', { name: 'Cancel this booking?' })).toBeFocused();
	await type(/^Why are you cancelling/, 'Keys');
	await enter(/^Cancel booking$/);
	await expect(popup).toBeHidden();
	await tabTo(/^Schedule an appointment$/);
	expect(await shop.sql`select status, phone from booking`).toEqual([
		{ status: 'cancelled', phone: '+1 212 555 0177' }
	]);
});

test('a visitor books by the keyboard alone', async ({ page, shop }) => {
	const { press, tabTo, enter, type } = keyboardOf(page);
	const focused = page.locator(':focus');
	await page.goto('/book');
	await awake(page);
	await enter(/^Lesson/);
	await expect(page.getByRole('heading', { level: 1, name: 'Choose a time' })).toBeFocused();
	await enter(/^Worker 2$/);
	await expect(focused).toHaveAttribute('aria-current', 'true');
	await tabTo(/times? free/);
	// From whichever day comes first to one that is certainly not over.
	await press('ArrowDown');
	const name = await keyboardOf(page).here();
	await press('Enter');
	await expect(
		page.getByRole('heading', { name: name.slice(0, name.lastIndexOf(',')), exact: true })
	).toBeVisible();
	await enter(/^2:30 PM, free/);
	await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeFocused();
	await type(/^Name/, 'Kay Board');
	await type(/^Email/, inbox('Kay'));
	await enter(/^Continue/);
	await expect(page.getByRole('heading', { level: 1, name: 'Is everything right?' })).toBeFocused();
	await enter(/^Book this appointment/);
	await expect(page.getByText('You are booked')).toBeVisible();
	const [made] = await shop.sql<{ contactName: string; startsAt: number }[]>`
		select c.name as "contactName", b.starts_at as "startsAt"
		from booking b
		join customer c on c.id = b.customer_id
	`;
	expect(made!.contactName).toBe('Kay Board');
	expect(clock(made!.startsAt)).toBe('2:30 PM');
});

test('a customer signs in by code, reads their bookings and signs out by the keyboard alone', async ({
	page,
	shop,
	mailgun
}) => {
	const { email: address } = await regular(shop, 'Rosa');
	const { press, tabTo, enter, type } = keyboardOf(page);
	await page.goto('/portal');
	await awake(page);
	await type(/^Your email/, address);
	await press('Enter');
	await page.waitForURL('**/portal/code');
	const { code } = await proofTo(mailgun, address);
	const field = page.getByRole('textbox', { name: 'Code' });
	await expect(field).toBeFocused();
	await page.keyboard.type('0000 0000');
	await press('Enter');
	await expect(field).toHaveAttribute('aria-invalid', 'true');
	// A wrong one leads back to where it is put right.
	await expect(field).toBeFocused();
	await press('ControlOrMeta+a');
	await page.keyboard.type(code);
	await press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Hello Rosa' })).toBeVisible();
	await tabTo(new RegExp(day(shop.at(3, 9))));
	await press('Enter');
	await page.waitForURL('**/portal/bookings/1001');
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
	await enter(/^Your bookings$/);
	await expect(page.getByRole('heading', { level: 1, name: 'Hello Rosa' })).toBeVisible();
	await enter(/^Your details$/);
	await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible();
	await tabTo(/^Phone/);
	await page.keyboard.type('1');
	await enter(/^Save$/);
	await expect(page.getByText('Saved.')).toBeVisible();
	// From where they pressed it goes on.
	await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeFocused();
	await enter(/^Sign out$/);
	await expect(page.getByText('You are signed out.')).toBeVisible();
});
