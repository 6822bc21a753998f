import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { issueLink, revokeLinks } from '../../src/lib/server/links/manage-link.ts';
import { BY_LINK } from '../support/shop.ts';
import { choose, clock, openPopup, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

test('a time that somebody takes while it is looked at: the comment stays, others are offered', async ({
	page,
	shop,
	bookedLink
}) => {
	// Nothing is held, or nobody else could take it.
	await shop.setFlags({ holdMinutes: 0 });
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	await page.getByLabel('Why are you moving it?').fill('My bus is late');
	await shop.booked(shop.at(4, 11));
	await page.getByRole('button', { name: 'Confirm new time' }).click();

	await expect(popup.getByText('Somebody has just taken that time')).toBeVisible();
	// News of it may have come before the answer did.
	await expect(popup.getByRole('heading', { name: 'Please choose another time' })).toBeVisible();
	await expect(page.getByLabel('Why are you moving it?')).toHaveValue('My bus is late');
	const nearest = popup.getByRole('button', { name: new RegExp(clock(shop.at(4, 12))) });
	await nearest.click();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	const [change] = await shop.sql`
		select reason, new_starts_at as "startsAt"
		from booking_change
		where action = 'moved'
	`;
	expect(change).toEqual({ reason: 'My bus is late', startsAt: shop.at(4, 12) });
});

test('a popup that is open past the cut-off ends in the business’s words, and keeps what was typed', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(5, 11));
	await page.getByLabel('Why are you moving it?').fill('Forgot the school play');
	await shop.setFlags({ rescheduleNoticeHours: 400, tooLateWords: 'Our diary is printed by now.' });

	await expect(popup.getByText('Our diary is printed by now.')).toBeVisible();
	await expect(popup.getByText('Forgot the school play')).toBeVisible();
	await expect(popup.getByRole('link', { name: /555 0100/ })).toBeVisible();
});

test('inside the notice window: the business’s words, no Edit, and what is still possible', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({
		rescheduleNoticeHours: 400,
		cancelNoticeHours: 400,
		tooLateWords: 'Ring us.'
	});
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await expect(page.getByText('Ring us.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Cancel booking' })).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Change details' }).first()).toBeVisible();
	await page.goto(`${path}/reschedule`);
	await expect(page.getByText('Ring us.')).toBeVisible();
});

test('a wrong, a revoked and an expired link look alike', async ({ page, shop, bookedLink }) => {
	const { id, path: revoked } = await bookedLink(3, 9);
	await revokeLinks(shop.sql, id);
	const expired = `/b/${await issueLink(shop.sql, id)}`;
	await shop.sql`update manage_link set expires_at = now() - interval '1 day' where revoked_at is null`;
	const seen = [];
	for (const path of [revoked, expired, `/b/${'x'.repeat(43)}`, `/b/${id}`]) {
		const response = await page.goto(path);
		expect(response!.status()).toBe(404);
		seen.push(await page.getByRole('main').innerText());
	}
	expect(new Set(seen).size).toBe(1);
});

test('cancelling with a comment, after which the button is "Schedule an appointment"', async ({
	page,
	shop,
	bookedLink,
	mailgun
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Cancel booking');
	await popup.getByLabel('Why are you cancelling?').fill('Found somebody else');
	await popup.getByRole('button', { name: /Cancel/ }).click();

	await expect(page.getByText('This booking is cancelled')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Cancel booking' })).toHaveCount(0);
	const again = page.getByRole('link', { name: 'Schedule an appointment' });
	await expect.poll(() => mailgun.messages.at(-1)?.subject).toMatch(/cancelled/i);
	await again.click();
	await expect(page).toHaveURL(/\/book\?service=1&fieldworker=1/);
	await showDay(page, shop.at(3, 9));
	await expect(timeOf(page, shop.at(3, 9))).toBeVisible();
	const [change] = await shop.sql`select reason from booking_change where action = 'cancelled'`;
	expect(change).toEqual({ reason: 'Found somebody else' });
});

test('choosing a time for a booking that is cancelled in another tab ends in words', async ({
	page,
	shop,
	bookedLink
}) => {
	const { id, path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	await cancel(shop.sql, { bookingId: id, reason: '', actor: BY_LINK });
	await expect(popup.getByText(/already been cancelled/)).toBeVisible();
	await expect(page.getByText(/has just been cancelled/)).toBeVisible();
	await expect(popup.getByRole('button', { name: 'Confirm new time' })).toHaveCount(0);
});
