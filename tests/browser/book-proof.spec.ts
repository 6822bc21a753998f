import { bookNow, confirmBooking, fillDetails } from './booking-form.ts';
import { inbox } from '../support/inbox.ts';
import { mailsTo, proofTo } from './mails.ts';
import { awake } from './pages.ts';
import { choose } from './picker.ts';
import { expect, test } from './reslot.ts';

// Where the business wants visitors to prove their address before they book.

const code = 'Code from the email';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('a visitor types the code of a mail, once', async ({ page, shop, mailgun }) => {
			const email = inbox('Wanda');
			await shop.setFlags({ requireEmailProof: true });
			await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
			if (javaScriptEnabled) await awake(page);
			await choose(page, shop.at(4, 9));
			await fillDetails(page, { name: 'Wanda', email, notes: 'Kept all the way' });
			await expect(page.getByText(`We will first send a code to ${email}`)).toBeVisible();
			await bookNow(page).click();
			await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
			await expect(page.getByText('after a few minutes, contact us')).toBeVisible();
			await expect(
				page.getByRole('main').getByRole('link', { name: '+1 212 555 0100' })
			).toBeVisible();
			await expect(page.getByRole('main')).toContainText('Kept all the way');
			if (javaScriptEnabled) await expect(page.getByLabel(code)).toBeFocused();
			expect(await shop.sql`select from booking`).toHaveLength(0);

			const first = await proofTo(mailgun, email);
			await bookNow(page).click();
			await expect(page.getByText('Type the eight digits from the email.')).toBeVisible();
			await page.getByLabel(code).fill(first.code === '00000000' ? '11111111' : '00000000');
			await bookNow(page).click();
			await expect(page.getByText('You have 4 more tries.')).toBeVisible();

			await page.getByRole('button', { name: 'Send another code' }).click();
			const second = await proofTo(mailgun, email, 2);
			await expect(page.getByText('more tries')).toHaveCount(0);
			await page.getByLabel(code).fill(`${second.code.slice(0, 4)} ${second.code.slice(4)}`);
			await confirmBooking(page);
			expect(await shop.sql`select notes from booking`).toEqual([{ notes: 'Kept all the way' }]);

			await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(5, 9)}`);
			await fillDetails(page, { name: 'Wanda', email });
			await confirmBooking(page);
			expect((await mailsTo(mailgun, email, 4)).length).toBe(4);
		});
	});
}

test('with another address another code is wanted, and the time is held meanwhile', async ({
	page,
	shop,
	mailgun
}) => {
	await shop.setFlags({ requireEmailProof: true });
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
	await awake(page);
	await choose(page, shop.at(4, 9));
	const [mistyped, meant] = [inbox('tpyo'), inbox('typo')];
	await fillDetails(page, { name: 'Tom', email: mistyped });
	await bookNow(page).click();
	const { code: wrong } = await proofTo(mailgun, mistyped);
	await page.getByRole('link', { name: 'Change it' }).click();
	await fillDetails(page, { name: 'Tom', email: meant });
	await expect(page.getByRole('timer')).toBeVisible();
	await bookNow(page).click();
	const { code: right } = await proofTo(mailgun, meant);
	if (right !== wrong) {
		await page.getByLabel(code).fill(wrong);
		await bookNow(page).click();
		await expect(page.getByText('That is not the code.')).toBeVisible();
	}
	await page.getByLabel(code).fill(right);
	await confirmBooking(page);
});

test('a code that is out of date says so, and another one is sent', async ({
	page,
	shop,
	mailgun
}) => {
	await shop.setFlags({ requireEmailProof: true });
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	const email = inbox('Lena');
	await fillDetails(page, { name: 'Lena Late', email });
	await bookNow(page).click();
	const { code: late } = await proofTo(mailgun, email);
	await shop.sql`update email_proof set expires_at = reslot_clock()`;
	await page.getByLabel(code).fill(late);
	await bookNow(page).click();
	await expect(page.getByText('This code does not work any more.')).toBeVisible();
	await page.getByRole('button', { name: 'Send another code' }).click();
	await page.getByLabel(code).fill((await proofTo(mailgun, email, 2)).code);
	await confirmBooking(page);
});
