import { devices, type Locator, type Page } from '@playwright/test';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { inbox } from '../support/inbox.ts';
import { mailsTo, pathIn, proofTo } from './mails.ts';
import { awake, isReadable } from './pages.ts';
import { choose, clock, day } from './picker.ts';
import { expect, test } from './reslot.ts';

// A browser of its own for each is what a phone's profile asks for, and what one worker has not.
const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
const looks = { 'on a phone': phone, 'on a desktop': { viewport: { width: 1280, height: 800 } } };

for (const [where, look] of Object.entries(looks)) {
	test.describe(where, () => {
		test.use(look);

		test('from the first booking to the next one, signed in by code', async ({
			page,
			browser,
			shop,
			mailgun,
			signIn,
			hasTouch
		}) => {
			const nina = inbox('Nina');
			/** As a finger does it, or a mouse. */
			const press = (target: Locator) => (hasTouch ? target.tap() : target.click());
			/** What has been mailed to her so far, by subject: this and nothing else. */
			const expectMails = async (...subjects: RegExp[]) => {
				const mails = await mailsTo(mailgun, nina, subjects.length);
				const kinds = await shop.sql<{ kind: string }[]>`
					select kind from mail where lower(to_email) = ${nina} order by id
				`;
				expect(kinds.map(({ kind }) => kind)).toHaveLength(subjects.length);
				mails.forEach(({ subject }, index) => expect(subject).toMatch(subjects[index]!));
				return mails.at(-1)!;
			};
			const confirmed = /^Booking confirmed: Lesson/;
			const booked = shop.at(4, 9);
			// Nothing before is free, so that the earliest time is known at any hour of the day.
			const earliest = shop.at(2, 10);
			await block(shop.sql, {
				fieldworkerId: null,
				startsAt: shop.at(0, 0),
				endsAt: earliest,
				title: 'Away'
			});

			const first = await test.step('a visitor books, and a confirmation comes', async () => {
				await page.goto('/book');
				await awake(page);
				await press(page.getByRole('link', { name: /Lesson/ }));
				const worker = page.getByRole('link', { name: 'Worker 2', exact: true });
				await press(worker);
				await expect(worker).toHaveAttribute('aria-current', 'true');
				await choose(page, booked);
				await page.getByLabel('Name').fill('Nina Newcomer');
				await page.getByLabel('Email').fill(nina);
				await page.getByLabel('Phone').fill('+1 212 555 0133');
				await press(page.getByRole('button', { name: 'Continue' }));
				const review = page.getByRole('main');
				await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
				for (const said of ['Lesson', 'Worker 2', day(booked), clock(booked), 'Nina', nina]) {
					await expect(review).toContainText(said);
				}
				await isReadable(page);
				await press(page.getByRole('button', { name: 'Book this appointment' }));
				await expect(page.getByText('You are booked')).toBeVisible();
				const mail = await expectMails(confirmed);
				expect(mail.subject).toContain(clock(booked));
				expect(mail.text).toContain('New York');
				expect(mail.text).toContain('Worker 2');
				return mail;
			});

			// Another browser: the code is read from wherever the mail is, and typed here.
			const other = await (await browser.newContext(look)).newPage();
			await test.step('she signs in by code where the mail is not opened', async () => {
				await other.goto('/portal');
				await awake(other);
				await other.getByLabel('Your email').fill(nina.toUpperCase());
				await press(other.getByRole('button', { name: 'Email me a link and a code' }));
				await expect(other.getByLabel('Code', { exact: true })).toBeVisible();
				await expectMails(confirmed, /^Sign in to Test & Daughters$/);
				const { code, secret } = await proofTo(mailgun, nina);
				await other.getByLabel('Code', { exact: true }).fill(code);
				await press(other.getByRole('button', { name: 'Sign in', exact: true }));
				await expect(other.getByRole('heading', { name: 'Hello Nina Newcomer' })).toBeVisible();
				// Either works once: whoever finds the mail later gets nowhere.
				await page.goto(`/portal/sign-in/${secret}`);
				await expect(page.getByText('This link does not work any more')).toBeVisible();
			});

			await test.step('moves with one press on the earliest time, and a mail says so', async () => {
				await press(other.getByRole('link', { name: new RegExp(day(booked)) }));
				await other.waitForURL('**/portal/bookings/1001');
				await awake(other);
				const popup = await openByPress(other, press, 'Edit');
				await press(popup.getByRole('link', { name: /^Earliest: / }));
				await expect(popup.getByText(clock(earliest))).toBeVisible();
				await press(popup.getByRole('button', { name: 'Confirm new time' }));
				await expect(other.getByText('Your booking has been moved')).toBeVisible();
				await expect(other).toHaveURL(/\/portal\/bookings\/1001$/);
				expect(await shop.sql`select starts_at as "startsAt" from booking`).toEqual([
					{ startsAt: earliest }
				]);
				const mail = await expectMails(confirmed, /^Sign in/, /^New time: Lesson/);
				expect(mail.subject).toContain(clock(earliest));
				expect(mail.html).toMatch(/<s[^>]*>[^<]*9:00/);
				for (const opened of [first, mail]) {
					await page.goto(pathIn(opened, 'Reschedule or change booking details'));
					await expect(page.getByRole('heading', { level: 1 })).toContainText(day(earliest));
				}
			});

			await test.step('edits details, of which no mail tells', async () => {
				const popup = await openByPress(other, press, 'Change details');
				await popup.getByLabel('Phone').fill('+1 212 555 0144');
				await popup.getByLabel('Notes').fill('The bell is broken');
				await press(popup.getByRole('button', { name: 'Save details' }));
				await expect(other.getByText('Your details are saved')).toBeVisible();
				await expect(other.getByText('The bell is broken')).toBeVisible();
				await expectMails(confirmed, /^Sign in/, /^New time/);
			});

			await test.step('cancels with a comment, and a mail confirms it', async () => {
				const popup = await openByPress(other, press, 'Cancel booking');
				await popup.getByLabel('Why are you cancelling?').fill('We are moving house');
				await press(popup.getByRole('button', { name: 'Cancel booking' }));
				await expect(popup).toBeHidden();
				const mail = await expectMails(
					...[confirmed, /^Sign in/, /^New time/],
					/^Booking cancelled: Lesson/
				);
				expect(mail.subject).toContain(clock(earliest));
			});

			const again = shop.at(5, 11);
			await test.step('schedules again with the same service and person, typing nothing', async () => {
				await press(other.getByRole('link', { name: 'Schedule an appointment' }));
				await expect(other.getByRole('heading', { name: 'Choose a time' })).toBeVisible();
				await expect(other.getByRole('link', { name: 'Worker 2', exact: true })).toHaveAttribute(
					'aria-current',
					'true'
				);
				await choose(other, again);
				await expect(other.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
				for (const known of ['Nina Newcomer', nina, '+1 212 555 0133', 'Worker 2']) {
					await expect(other.getByRole('main')).toContainText(known);
				}
				await press(other.getByRole('button', { name: 'Book this appointment' }));
				await expect(other.getByText('You are booked')).toBeVisible();
				const mail = await expectMails(
					...[confirmed, /^Sign in/, /^New time/, /^Booking cancelled/],
					confirmed
				);
				expect(mail.subject).toContain(clock(again));
				expect(
					await shop.sql`
						select customer_id, fieldworker_id, starts_at, status from booking order by id
					`
				).toEqual([
					{ customer_id: 1, fieldworker_id: 2, starts_at: earliest, status: 'cancelled' },
					{ customer_id: 1, fieldworker_id: 2, starts_at: again, status: 'confirmed' }
				]);
			});

			await test.step('the office reads who did what, and where', async () => {
				const office = await (await browser.newContext()).newPage();
				await signIn(office);
				await office.goto('/admin/bookings/1001');
				const history = office.getByRole('region', { name: 'History' }).getByRole('listitem');
				const inPortal = 'customer, in the portal';
				for (const [what, ...said] of [
					['Moved', inPortal, clock(earliest)],
					['Details changed', inPortal, 'The bell is broken'],
					['Cancelled', inPortal, 'We are moving house']
				] as const) {
					const entry = history.filter({ hasText: new RegExp(`^\\s*${what}`) });
					for (const words of said) await expect(entry).toContainText(words);
				}
				await expect(history.filter({ hasText: 'customer, on the booking page' })).toHaveCount(1);
				await office.context().close();
			});
			await other.context().close();
		});
	});
}

/** Opens a popup of the booking's page. */
async function openByPress(
	page: Page,
	press: (target: Locator) => Promise<void>,
	name: string
): Promise<Locator> {
	await press(page.getByRole('link', { name, exact: true }));
	const popup = page.getByRole('dialog');
	await expect(popup).toBeVisible();
	return popup;
}
