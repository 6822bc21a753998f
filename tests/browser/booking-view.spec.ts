import type { Policy } from '../../src/lib/scheduling/policy.ts';
import { expectToFit } from './fit.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

type State = {
	name: string;
	/** What a part of the booking becomes; null for as it was booked. */
	status?: string;
	minutesFromNow?: number;
	flags?: Partial<Policy>;
	badge: string;
	says: RegExp;
	/** What can be done. */
	way: 'Schedule an appointment' | 'phone';
};

const states: State[] = [
	{
		name: 'that is cancelled',
		status: 'cancelled',
		badge: 'Cancelled',
		says: /^This booking is cancelled$/,
		way: 'Schedule an appointment'
	},
	{
		name: 'that has taken place',
		status: 'completed',
		badge: 'Took place',
		says: /^This appointment has taken place$/,
		way: 'Schedule an appointment'
	},
	{
		name: 'that was missed',
		status: 'no_show',
		badge: 'Missed',
		says: /^This appointment was missed$/,
		way: 'Schedule an appointment'
	},
	{
		name: 'that is under way',
		minutesFromNow: -10,
		badge: 'Confirmed',
		says: /^This appointment is under way$/,
		way: 'phone'
	},
	{
		name: 'that is over',
		minutesFromNow: -180,
		badge: 'Confirmed',
		says: /^This appointment is over$/,
		way: 'Schedule an appointment'
	},
	{
		name: 'that it is too late to change',
		flags: { rescheduleNoticeHours: 400, cancelNoticeHours: 400 },
		badge: 'Confirmed',
		says: /^It is too late to change or cancel this online$/,
		way: 'phone'
	},
	{
		name: 'that was moved as often as may be',
		flags: { maxMoves: 0, allowCancel: false },
		badge: 'Confirmed',
		says: /^The time cannot be changed online$/,
		way: 'phone'
	},
	{
		name: 'of a business where nothing is changed online',
		flags: { allowReschedule: false, allowCancel: false },
		badge: 'Confirmed',
		says: /^To change or cancel this booking, please contact us\.$/,
		way: 'phone'
	}
];

for (const { name, status, minutesFromNow, flags, badge, says, way } of states) {
	test(`a booking ${name} says so, and what can be done`, async ({ page, shop, bookedLink }) => {
		const { path } = await bookedLink(3, 9);
		if (flags) await shop.setFlags(flags);
		if (status) await shop.sql`update booking set status = ${status}`;
		if (minutesFromNow !== undefined) {
			await shop.sql`
				update booking
				set starts_at = reslot_clock() + make_interval(mins => ${minutesFromNow}),
					ends_at = reslot_clock() + make_interval(mins => ${minutesFromNow + 60})
			`;
		}
		await page.goto(path);
		const main = page.getByRole('main');
		await expect(main.getByText(badge, { exact: true })).toBeVisible();
		await expect(main.getByText(says)).toBeVisible();
		const link =
			way === 'phone'
				? main.getByRole('link', { name: /555 0100/ })
				: main.getByRole('link', { name: way });
		await expect(link).toBeVisible();
		await expect(main.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0);
		await expect(main.getByRole('link', { name: 'Cancel booking' })).toHaveCount(0);
	});
}

for (const { flags, says } of [
	{ flags: { allowReschedule: false }, says: 'To change this booking, please contact us.' },
	{ flags: { allowCancel: false }, says: 'To cancel this booking, please contact us.' },
	{ flags: { allowEditDetails: false }, says: 'To change your details, please contact us.' }
]) {
	test(`where only some things are done online, a booking says who does the rest: ${says}`, async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		const main = page.getByRole('main');
		await page.goto(path);
		await expect(main.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
		await expect(main.getByText('please contact us')).toHaveCount(0);
		await shop.setFlags(flags);
		await page.reload();
		await expect(main.getByText(says, { exact: true })).toBeVisible();
		await expect(main.getByRole('link', { name: /555 0100/ })).toBeVisible();
	});
}

test('too late to cancel: another time can still be chosen; too late for both: one text says so', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ cancelNoticeHours: 400 });
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await expect(page.getByText('It is too late to cancel this online')).toBeVisible();
	const ways = page.getByText('You can still choose another time or change your details.');
	await expect(ways.getByRole('link')).toHaveCount(2);
	await ways.getByRole('link', { name: 'choose another time' }).click();
	await expect(page.getByRole('heading', { name: 'Choose a new time' })).toBeVisible();

	await shop.setFlags({ rescheduleNoticeHours: 400 });
	await page.goto(path);
	await expect(page.getByText('It is too late to change or cancel this online')).toBeVisible();
	await expect(page.getByText(/for it to be moved or cancelled online/)).toBeVisible();
});

test('from right to left a booking’s pages fit their screen, and arrows point the other way', async ({
	page,
	bookedLink
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const { path } = await bookedLink(3, 9);
	const turn = async (below: string) => {
		await page.goto(path + below);
		await awake(page);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
		await page.evaluate(() => {
			document.documentElement.dir = 'rtl';
		});
		await expectToFit(page);
	};
	for (const below of ['', '/cancellation', '/reschedule', 'x', '/details']) await turn(below);
	const back = page.getByRole('link', { name: 'Your booking' });
	await expect(back.locator('svg')).toHaveCSS('scale', '-1 1');
	const box = await back.boundingBox();
	expect(box!.x).toBeGreaterThan(195);
});
