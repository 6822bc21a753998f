import type { Locator, Page } from '@playwright/test';
import { expectNoFaults, expectStillness } from './axe.ts';
import { expectTargets } from './fit.ts';
import { inbox } from '../support/inbox.ts';
import { proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { choose } from './picker.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';

const PHONE = 44;

// Both schemes, both sizes and the user's own colours are met, each once: the pages are many.
const looks = [
	{
		name: 'light, phone',
		use: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true },
		main: PHONE
	},
	{ name: 'dark, wide', use: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } } },
	{
		name: 'forced colours, phone',
		use: {
			colorScheme: 'dark',
			viewport: { width: 390, height: 844 },
			hasTouch: true,
			contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' }
		},
		main: PHONE
	}
] as const;

for (const { name, use, ...sizes } of looks) {
	test.describe(name, () => {
		test.use(use);
		const main = 'main' in sizes ? sizes.main : undefined;

		/** What is shown now has no faults, holds still, and all of it can be hit. */
		async function inspect(page: Page): Promise<void> {
			await expectNoFaults(page);
			await expectTargets(page, main);
			await expectStillness(page);
		}
		async function visit(page: Page, address: string): Promise<void> {
			await page.goto(address);
			await awake(page);
			await inspect(page);
		}

		test('a booking’s page and popups have no faults', async ({ page, shop, bookedLink }) => {
			const { path } = await bookedLink(3, 9);
			await visit(page, path);
			const popup = page.getByRole('dialog');
			for (const opener of ['Change details', 'Cancel booking', 'Edit']) {
				await page.getByRole('link', { name: opener, exact: true }).click();
				await expect(popup).toBeVisible();
				await inspect(page);
				if (opener !== 'Edit') await page.keyboard.press('Escape');
				if (opener !== 'Edit') await expect(popup).toBeHidden();
			}
			const afternoons = popup.getByRole('button', { name: 'Afternoons' });
			await afternoons.click();
			await expect(afternoons).toHaveAttribute('aria-pressed', 'true');
			await inspect(page);
			await choose(page, shop.at(4, 14));
			await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
			await inspect(page);
			await popup.getByRole('button', { name: 'Confirm new time' }).click();
			await expect(page.getByText('Your booking has been moved')).toBeVisible();
			await inspect(page);
			for (const below of ['reschedule', 'details', 'cancellation']) {
				await visit(page, `${path}/${below}`);
			}
			await visit(page, `${path}/reschedule?at=${shop.at(5, 11)}`);
			await shop.setFlags({ rescheduleNoticeHours: 2_000, cancelNoticeHours: 2_000 });
			await visit(page, path);
			await visit(page, `${path}/reschedule`);
			await shop.sql`update booking set status = 'cancelled'`;
			await visit(page, path);
		});

		test('scheduling an appointment has no faults at any step', async ({ page, shop, mailgun }) => {
			await shop.setFlags({ requireEmailProof: true });
			await visit(page, '/book');
			await visit(page, `/book?service=${shop.serviceId}&fieldworker=any`);
			await expect(page.getByRole('heading', { level: 1, name: 'Choose a time' })).toBeVisible();
			await choose(page, shop.at(4, 11));
			await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
			await inspect(page);
			await page.getByRole('button', { name: 'Continue' }).click();
			await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
			await inspect(page);
			await page.getByLabel('Name').fill('Vera Visitor');
			const email = inbox('Vera');
			await page.getByLabel('Email').fill(email);
			await page.getByRole('button', { name: 'Continue' }).click();
			await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
			await inspect(page);
			await page.getByRole('button', { name: 'Book this appointment' }).click();
			const code = page.getByLabel('Code from the email');
			await expect(code).toBeVisible();
			await inspect(page);
			await code.fill((await proofTo(mailgun, email)).code);
			await page.getByRole('button', { name: 'Book this appointment' }).click();
			await expect(page.getByText('You are booked')).toBeVisible();
			await inspect(page);
		});

		test('the portal has no faults, signed out and in', async ({ page, shop, mailgun }) => {
			const { email, bookingId, customerId } = await regular(shop, 'Rosa');
			const { id: past } = await shop.booked(shop.at(4, 9));
			await shop.sql`
				update booking
				set customer_id = ${customerId},
					status = 'completed',
					starts_at = starts_at - interval '9 days',
					ends_at = ends_at - interval '9 days'
				where id = ${past}
			`;
			await visit(page, '/portal');
			await page.getByRole('button', { name: 'Email me a link and a code' }).click();
			await expect(page.getByLabel('Your email')).toHaveAttribute('aria-invalid', 'true');
			await inspect(page);
			await page.getByLabel('Your email').fill(email);
			await page.getByRole('button', { name: 'Email me a link and a code' }).click();
			const code = page.getByLabel('Code', { exact: true });
			await expect(code).toBeVisible();
			await inspect(page);
			await code.fill('1');
			await page.getByRole('button', { name: 'Sign in', exact: true }).click();
			await expect(code).toHaveAttribute('aria-invalid', 'true');
			await inspect(page);
			const { secret } = await proofTo(mailgun, email);
			await visit(page, `/portal/sign-in/${'x'.repeat(43)}`);
			await visit(page, `/portal/sign-in/${secret}`);
			await page.getByRole('button', { name: 'Sign in', exact: true }).click();
			await expect(page.getByRole('heading', { name: 'Hello Rosa' })).toBeVisible();
			await inspect(page);
			await visit(page, `/portal/bookings/${bookingId}`);
			await visit(page, '/portal/profile');
			await page.getByLabel('Name').fill('');
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
			await inspect(page);
		});

		test('pages that stand in for others have no faults', async ({ page, shop }) => {
			await visit(page, '/b/nothing');
			await visit(page, '/no-such-page');
			await visit(page, '/zone');
			const often = inbox('Often');
			await page.goto('/portal');
			await awake(page);
			for (let n = 0; n < 6; n++) {
				await page.request.post('/portal?/ask', {
					form: { email: often },
					headers: { origin: new URL(page.url()).origin }
				});
			}
			await page.getByLabel('Your email').fill(often);
			await page.getByRole('button', { name: 'Email me a link and a code' }).click();
			await expect(page.getByText('You have asked for a lot of emails')).toBeVisible();
			await inspect(page);
			await shop.sql`alter table service rename to service_away`;
			try {
				await page.goto('/book');
				await expect(page.getByRole('heading', { level: 1 })).toHaveText('That did not work');
				await inspect(page);
			} finally {
				await shop.sql`alter table service_away rename to service`;
			}
		});
	});
}

test.describe('in the user’s own colours', () => {
	test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } });

	/** Whether two are drawn in different ways, whatever they say. */
	async function looksOther(one: Locator, other: Locator): Promise<boolean> {
		const [first, second] = await Promise.all([one, other].map(look));
		return first !== second;
	}
	const look = (locator: Locator) =>
		locator.evaluate((it) => {
			const { color, backgroundColor, borderBlockStart, fontWeight } = getComputedStyle(it);
			return [color, backgroundColor, borderBlockStart, fontWeight].join('; ');
		});

	test('what is chosen can be told from the rest', async ({ page, shop, bookedLink }) => {
		const { path } = await bookedLink(9, 9);
		const date = shop.date(9);
		await page.goto(`${path}/reschedule?month=${date.slice(0, 7)}&day=${date}`);
		await awake(page);
		const chosen = page.locator(`a[data-date="${date}"]`);
		await expect(chosen).toHaveAttribute('href', /.+/);
		const another = page.locator(`a[data-date][href]:not([data-date="${date}"])`).first();
		expect(await looksOther(chosen, another)).toBe(true);
		const filter = (name: string) => page.getByRole('button', { name });
		await filter('Afternoons').click();
		await page.mouse.move(0, 0);
		expect(await looksOther(filter('Afternoons'), filter('Mornings'))).toBe(true);

		await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[1]}`);
		await awake(page);
		const worker = (n: number) => page.getByRole('link', { name: `Worker ${n}`, exact: true });
		expect(await looksOther(worker(2), worker(1))).toBe(true);
	});

	test('two that are both not chosen look alike', async ({ page, shop }) => {
		await page.goto(`/book?service=${shop.serviceId}&fieldworker=any`);
		await awake(page);
		const worker = (n: number) => page.getByRole('link', { name: `Worker ${n}`, exact: true });
		expect(await looksOther(worker(2), worker(1))).toBe(false);
		expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
	});
});
