import { move } from '../../src/lib/server/bookings/move.ts';
import { BY_LINK } from '../support/shop.ts';
import { awake, holdBack } from './pages.ts';
import { expect, test } from './reslot.ts';

for (const [address, label, choice] of [
	['/admin/blocked-events', 'Who takes no bookings', 'Worker 2'],
	['/admin/bookings', 'Status', 'Cancelled'],
	['/admin/bookings', 'Fieldworker', 'Worker 2'],
	['/admin/emails', 'State', 'Sent']
] as const) {
	test(`what is chosen at ${address}, ${label}, before the page has woken up is kept`, async ({
		page,
		signIn
	}) => {
		await signIn(page);
		const scripts = await holdBack(page, /\.js$/);
		await page.goto(address);
		await scripts.sent;
		const select = page.getByLabel(label);
		await select.selectOption(choice);
		scripts.arrive();
		await awake(page);
		await expect(select.getByRole('option', { selected: true })).toHaveText(choice);
	});
}

test('what is posted on a booking’s page before it has woken up is kept, with what was said to it', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	const scripts = await holdBack(page, /\.js$/);
	await page.goto(`/admin/bookings/${id}`);
	await scripts.sent;
	await page.getByText('Edit details', { exact: true }).click();
	const notes = page.getByLabel('Notes');
	await notes.fill('Ring twice');
	await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 9), reason: '', actor: BY_LINK });
	await page.getByRole('button', { name: 'Save details' }).click();
	const said = page.getByText('Somebody else has changed this booking meanwhile');
	await expect(said).toBeVisible();
	scripts.arrive();
	await awake(page);
	await expect(notes).toHaveValue('Ring twice');
	await expect(said).toBeVisible();

	// What happens meanwhile takes nothing of it away.
	await expect(page.getByText('9:00 – 10:00 AM').first()).toBeVisible();
	await move(shop.sql, { bookingId: id, startsAt: shop.at(5, 14), reason: '', actor: BY_LINK });
	await expect(page.getByText('2:00 – 3:00 PM').first()).toBeVisible();
	await expect(notes).toHaveValue('Ring twice');
	await expect(said).toBeVisible();

	await page.getByRole('link', { name: 'Keep theirs' }).click();
	await expect(notes).toHaveValue('');
	await expect(said).toHaveCount(0);
	// Nothing is typed any more, so nothing is asked about.
	await page.getByRole('link', { name: 'Bookings' }).first().click();
	await page.waitForURL('**/admin/bookings');
});
