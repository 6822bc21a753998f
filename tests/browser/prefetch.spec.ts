import { sendEveryMail } from '../support/every-mail.ts';
import { linksIn } from '../support/mail-links.ts';
import { wholeDatabase } from '../support/whole-database.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const KINDS = [
	...['confirmation', 'rescheduled', 'reminder', 'cancelled', 'ask_to_reschedule'],
	...['notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced'],
	...['sign_in', 'confirm_email'],
	...['invite', 'password_reset', 'test']
];

test('opening every link of every mail leaves the database as it was, to the byte (R4)', async ({
	page,
	shop,
	mailgun,
	signIn,
	baseURL
}) => {
	const origin = baseURL!;
	const mails = await sendEveryMail(shop.sql, { shop, mailgun, origin });
	expect([...mails.keys()].sort()).toEqual(KINDS.sort());
	const links = [...new Set([...mails.values()].flatMap(linksIn))];
	// Nobody else is told that a mail was opened, or sees a secret address.
	const own = links.filter((link) => link.startsWith(`${origin}/`));
	expect(links.filter((link) => !own.includes(link))).toEqual([]);
	for (const part of [
		...[/\/b\//, /cancellation$/, /\/portal\/sign-in\//],
		...[/\/join\//, /\/reset\//, /\/admin\//]
	]) {
		expect(
			own.some((link) => part.test(link)),
			String(part)
		).toBe(true);
	}

	// The private links of a test are made up: they lead nowhere, and say so.
	const madeUp = linksIn(mails.get('test')!).filter((link) => link.startsWith(`${origin}/b/`));
	expect(madeUp).not.toEqual([]);

	const before = await wholeDatabase(shop.sql);
	for (const link of own) {
		for (const method of ['GET', 'HEAD'] as const) {
			const response = await page.request.fetch(link, { method });
			const status = madeUp.includes(link) ? 404 : 200;
			expect(response.status(), `${method} ${link}`).toBe(status);
		}
		expect(await wholeDatabase(shop.sql), link).toEqual(before);
	}
	// As a browser that is sent ahead does: with all that the page loads, and its scripts.
	for (const link of own.filter((one) => !/\.ics|\/logo/.test(one))) {
		await page.goto(link);
		await awake(page);
	}
	expect(await wholeDatabase(shop.sql)).toEqual(before);

	// Staff follow theirs signed in: what is there is shown, and nothing of it done.
	await signIn(page);
	const signedIn = await wholeDatabase(shop.sql);
	for (const link of own.filter((one) => one.startsWith(`${origin}/admin/`))) {
		const response = await page.goto(link);
		expect(response!.status(), link).toBe(200);
		expect(page.url()).toBe(link);
		await awake(page);
	}
	expect(await wholeDatabase(shop.sql)).toEqual(signedIn);
});
