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
