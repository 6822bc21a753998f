import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { BY_LINK } from '../support/shop.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

test('by keyboard alone a booking is moved, and its timeline says by whom and what was mailed', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	const opener = page.getByText('Move or give to somebody else', { exact: true });
	await opener.focus();
	await page.keyboard.press('Enter');
	const from = page.getByLabel('From', { exact: true });
	await expect(from).toHaveValue('09:00');
	await from.fill('13:00');
	await expect(page.getByLabel('Until', { exact: true })).toHaveValue('14:00');
	await expect(page.getByText('Free', { exact: true })).toBeVisible();
	await from.press('Enter');
	await expect(page.getByText(/^Moved to .*1:00 PM, with Worker 1\.$/)).toBeVisible();

	const history = page.getByRole('region', { name: 'History' });
	const newest = history.getByRole('listitem');
	await expect(newest.nth(0)).toContainText('Email:');
	await expect(newest.nth(1)).toContainText('Moved');
	await expect(newest.nth(1)).toContainText('Olga Owner, staff');
	expect(await shop.sql`select starts_at, version from booking`).toEqual([
		{ starts_at: shop.at(3, 13), version: 2 }
	]);
});

test('what a time would mean is said before it is taken, and staff take it all the same', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await shop.booked(shop.at(3, 13));
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByText('Move or give to somebody else', { exact: true }).click();
	await page.getByLabel('From', { exact: true }).fill('13:30');
	await expect(page.getByText(/Clashes with Customer 2, 1:00 – 2:00 PM/)).toBeVisible();
	const moving = page.getByRole('group').filter({ hasText: 'Move or give to somebody else' });
	await moving.getByLabel('Tell Customer 1 by email').uncheck();
	await page.getByRole('button', { name: 'Move all the same' }).click();
	await expect(page.getByText('This booking shares its time')).toBeVisible();
	const mails = await shop.sql`select kind from mail where booking_id = ${id}`;
	expect(mails.map(({ kind }) => kind)).toEqual(['confirmation']);
});

test('on a day when clocks change it is said what the typed time means, and the length stays', async ({
	page,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByText('Move or give to somebody else', { exact: true }).click();
	await page.getByLabel('From', { exact: true }).fill('02:30');
	await page.getByLabel('Date', { exact: true }).fill('2027-03-14');
	const note = page.getByText('2:30 AM does not exist on that day: it means 3:00 AM.');
	await expect(note).toBeVisible();
	await expect(page.getByText('So it ends at 4:00 AM.')).toBeVisible();
	await page.getByLabel('Date', { exact: true }).fill('2027-11-07');
	await page.getByLabel('From', { exact: true }).fill('01:30');
	await expect(note).toHaveCount(0);
	await expect(page.getByLabel('Until', { exact: true })).toHaveValue('01:30');
	await expect(
		page.getByText('1:30 AM comes twice that day: this is the first, EDT.')
	).toBeVisible();
	await expect(
		page.getByText('1:30 AM comes twice that day: this is the second, EST.')
	).toBeVisible();
	expect((await axe(page).analyze()).violations).toEqual([]);
});

test('a booking that is cancelled can be confirmed again', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByText('Cancel booking', { exact: true }).click();
	await page.getByLabel('Reason').last().fill('The pipe has mended itself');
	await page.getByRole('button', { name: 'Cancel this booking' }).click();
	await expect(page.getByText('The booking is cancelled')).toBeVisible();
	await expect(page.getByText('“The pipe has mended itself”')).toBeVisible();
	await page.getByRole('button', { name: 'Confirm it again' }).click();
	await expect(page.getByText('The booking is confirmed again.')).toBeVisible();
	expect(await shop.sql`select status, version from booking`).toEqual([
		{ status: 'confirmed', version: 3 }
	]);
});

test('an email is sent again, and who did that is in the audit log', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	await shop.sql`update mail set state = 'sent', created_at = created_at - interval '1 hour'`;
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByText('Send the email again', { exact: true }).first().click();
	await page.getByRole('button', { name: 'Send the email again' }).click();
	await expect(page.getByText('An email is on its way to customer1@example.com.')).toBeVisible();
	expect(
		await shop.sql`select staff_name, action from audit where action like 'booking.%'`
	).toEqual([{ staff_name: 'Olga Owner', action: 'booking.mail_sent' }]);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('staff are warned of a taken time, and take it by a second press', async ({
		page,
		shop,
		bookedLink,
		signIn
	}) => {
		const { id } = await bookedLink(3, 9);
		await shop.booked(shop.at(3, 13));
		await signIn(page);
		await page.goto(`/admin/bookings/${id}`);
		await page.getByText('Move or give to somebody else', { exact: true }).click();
		await page.getByLabel('From', { exact: true }).fill('13:00');
		await page.getByLabel('Until', { exact: true }).fill('14:00');
		await page.getByRole('button', { name: 'Move', exact: true }).click();
		await expect(page.getByText('Nothing is saved yet')).toBeVisible();
		await expect(page.getByText(/Clashes with Customer 2/)).toBeVisible();
		await expect(page.getByLabel('From', { exact: true })).toHaveValue('13:00');
		await page.getByRole('button', { name: 'Move all the same' }).click();
		await expect(page.getByText(/^Moved to/)).toBeVisible();
		expect(await shop.sql`select starts_at from booking where id = ${id}`).toEqual([
			{ starts_at: shop.at(3, 13) }
		]);
	});

	test('what a time means that clocks skip is said before anything is moved', async ({
		page,
		shop,
		bookedLink,
		signIn
	}) => {
		const { id } = await bookedLink(3, 9);
		await signIn(page);
		await page.goto(`/admin/bookings/${id}`);
		await page.getByText('Move or give to somebody else', { exact: true }).click();
		await page.getByLabel('From', { exact: true }).fill('02:30');
		await page.getByLabel('Until', { exact: true }).fill('03:30');
		await page.getByLabel('Date', { exact: true }).fill('2027-03-14');
		await page.getByRole('button', { name: 'Move', exact: true }).click();
		await expect(page.getByText('Nothing is saved yet')).toBeVisible();
		await expect(page.getByText(/^2:30 AM does not exist on that day/).first()).toBeVisible();
		expect(await shop.sql`select version from booking`).toEqual([{ version: 1 }]);
		await page.getByRole('button', { name: 'Move all the same' }).click();
		await expect(page.getByText(/^Moved to/)).toBeVisible();
		const [moved] = await shop.sql`
			select extract(epoch from ends_at - starts_at)::int / 60 as minutes from booking
		`;
		expect(moved).toEqual({ minutes: 60 });
	});

	test('a stale save keeps what was typed and shows both versions', async ({
		page,
		shop,
		bookedLink,
		signIn
	}) => {
		const { id } = await bookedLink(3, 9);
		await signIn(page);
		await page.goto(`/admin/bookings/${id}`);
		await page.getByText('Edit details', { exact: true }).click();
		await page.getByLabel('Notes').fill('Ring twice');
		await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 9), reason: '', actor: BY_LINK });
		await page.getByRole('button', { name: 'Save details' }).click();
		await expect(page.getByText('Somebody else has changed this booking meanwhile')).toBeVisible();
		await expect(page.getByRole('row', { name: /^Time not changed by you/ })).toBeVisible();
		await expect(page.getByLabel('Notes')).toHaveValue('Ring twice');
		await page.getByRole('button', { name: 'Save mine all the same' }).click();
		await expect(page.getByText('The details are saved.')).toBeVisible();
		expect(await shop.sql`select notes, starts_at from booking`).toEqual([
			{ notes: 'Ring twice', starts_at: shop.at(4, 9) }
		]);
	});
});

test('a fieldworker looks at their own bookings and says how they ended; another’s are not there', async ({
	page,
	shop
}) => {
	const [own, others] = shop.fieldworkerIds;
	const mine = await shop.booked(shop.at(3, 9), own);
	const theirs = await shop.booked(shop.at(3, 9), others);
	const { email, password } = { email: 'worker@test.example', password: 'a workers pass phrase' };
	await createStaff(shop.sql, {
		...{ name: 'Worker 1', email, password },
		...{ role: 'fieldworker', fieldworkerId: own! }
	});
	await page.goto('/login');
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/admin');

	await page.goto(`/admin/bookings/${mine.id}`);
	await awake(page);
	await expect(page.getByText('Cancel booking', { exact: true })).toHaveCount(0);
	await expect(page.getByText('Manage link', { exact: true })).toHaveCount(0);
	await expect(page.getByText('You can say how it went once it has begun.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Completed' })).toHaveCount(0);
	const early = await page.request.post(`/admin/bookings/${mine.id}?/outcome`, {
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
		form: { version: 1, outcome: 'completed' }
	});
	expect(early.status()).toBe(409);
	expect(await early.text()).toContain('This appointment has not begun yet');
	await shop.sql`
		update booking
		set starts_at = starts_at - interval '5 days', ends_at = ends_at - interval '5 days'
		where id = ${mine.id}
	`;
	await page.reload();
	await awake(page);
	await page.getByRole('button', { name: 'Completed' }).click();
	await expect(page.getByText('Marked as completed.')).toBeVisible();
	await expect(page.getByLabel('Tell Customer 1 by email')).toHaveCount(0);
	await page.getByRole('button', { name: 'Confirm it again' }).click();
	await expect(page.getByText('The booking is confirmed again.')).toBeVisible();

	const form = { headers: { origin: new URL(page.url()).origin }, form: { version: 1 } };
	const asked = async (id: number, act: string) =>
		(await page.request.post(`/admin/bookings/${id}?/${act}`, form)).status();
	expect(await asked(mine.id, 'cancel')).toBe(403);
	expect(await asked(theirs.id, 'outcome')).toBe(404);
	expect(await asked(theirs.id, 'reopen')).toBe(404);
	expect((await page.request.get(`/admin/bookings/${theirs.id}`)).status()).toBe(404);
	expect((await page.request.get(`/admin/bookings/${theirs.id}/view`)).status()).toBe(404);
	expect((await page.request.get('/admin/board/choices')).status()).toBe(403);

	const office = { kind: 'system', notify: false } as const;
	await cancel(shop.sql, { bookingId: mine.id, reason: '', actor: office });
	expect(await asked(mine.id, 'reopen')).toBe(403);
	await page.reload();
	await expect(page.getByRole('button', { name: 'Confirm it again' })).toHaveCount(0);
});
