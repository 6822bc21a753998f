import { addService } from '../../src/lib/server/services.ts';
import { bookNow, confirmBooking, fillDetails, visitor } from './booking-form.ts';
import { mailTo } from './mails.ts';
import { awake, holdBack } from './pages.ts';
import { choose, clock, day, showDay, timeOf } from './picker.ts';
import { regular, signInAsCustomer } from './portal.ts';
import { expect, test } from './reslot.ts';

// The public booking page, from the service to what is looked over.

const vera = () => visitor('Vera Visitor', 'Line one\nGate code 12');

test('what is looked over says everything, and changing a part loses nothing', async ({
	page,
	shop,
	mailgun
}) => {
	const [first, second] = [shop.at(4, 9), shop.at(5, 14)];
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[1]}`);
	await awake(page);
	await expect(page.getByText('These are the times of Worker 2.')).toBeVisible();
	await expect(page).toHaveTitle(/^Choose a time · /);
	await choose(page, first);
	await expect(page).toHaveTitle(/^Your details · /);
	const who = vera();
	await fillDetails(page, who);
	await expect(page).toHaveTitle(/^Is everything right\? · /);
	const review = page.getByRole('main');
	for (const said of ['Lesson', '1 hour', '$60', 'Worker 2', day(first), clock(first)]) {
		await expect(review).toContainText(said);
	}
	await expect(review).toContainText('New York time');
	await expect(review).toContainText(who.notes);

	await page.getByRole('link', { name: 'Change the time' }).click();
	await choose(page, second);
	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	await expect(review).toContainText(clock(second));
	await page.getByRole('link', { name: 'Change your details' }).click();
	await expect(page.getByLabel('Notes')).toHaveValue(who.notes);
	await page.getByLabel('Phone').fill('+1 212 555 0123');
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(review).toContainText('+1 212 555 0123');
	await page.waitForURL(/step=review/);
	await page.goBack();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 212 555 0123');
	await page.goForward();
	await confirmBooking(page);

	await expect(page.getByText('A confirmation is on its way to v…@example.com')).toBeVisible();
	expect(await page.content()).not.toContain(who.email);
	await expect(page.getByText(/You can change or cancel this until/)).toBeVisible();
	expect((await mailTo(mailgun, who.email)).text).toContain(clock(second));
	expect(await shop.sql`select starts_at, phone, notes from booking`).toEqual([
		{ starts_at: second, phone: '+1 212 555 0123', notes: who.notes }
	]);
});

test('what was typed is there after a reload, and gone once it is booked', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}`);
	await awake(page);
	await choose(page, shop.at(4, 9));
	await fillDetails(page, vera());
	await page.waitForURL(/step=review/);
	expect(page.url()).not.toMatch(/vera|gate/i);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	await expect(page.getByText('Gate code 12')).toBeVisible();
	await confirmBooking(page);
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(6, 9)}`);
	await expect(page.getByLabel('Name')).toHaveValue('');
});

test('the time stays held while everything is looked over', async ({ page, browser, shop }) => {
	const address = `/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`;
	const at = shop.at(5, 14);
	const other = await browser.newPage();
	await Promise.all([page.goto(address), other.goto(address)]);
	await Promise.all([showDay(page, at), showDay(other, at)]);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(other.getByText('Live', { exact: true })).toBeVisible();
	await timeOf(page, at).click();
	await fillDetails(page, vera());
	await expect(page.getByRole('timer')).toBeVisible();
	await expect(timeOf(other, at)).toHaveCount(0);
	const said = await page.getByRole('timer').textContent();
	await expect(page.getByRole('timer')).not.toHaveText(said ?? '');
	await expect(timeOf(other, at)).toHaveCount(0);
	await confirmBooking(page);
});

test('whoever came by a time’s address has it held from when they go on', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(5, 14)}`);
	await awake(page);
	await expect(page.getByRole('timer')).toHaveCount(0);
	await fillDetails(page, vera());
	await expect(page.getByRole('timer')).toBeVisible();
});

test('somebody who is signed in types nothing', async ({ page, shop, mailgun }) => {
	const { email, customerId } = await regular(shop, 'Regina');
	await shop.sql`
		update customer
		set phone = '+1 212 555 0777',
			address = '7 Elm Street'
		where id = ${customerId}
	`;
	await signInAsCustomer(page, mailgun, email);
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
	await awake(page);
	await choose(page, shop.at(5, 10));
	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	for (const said of ['Regina', email, '+1 212 555 0777', '7 Elm Street']) {
		await expect(page.getByRole('main')).toContainText(said);
	}
	await page.getByRole('link', { name: 'Change your details' }).click();
	await expect(page.getByText(`You are signed in as ${email}.`)).toBeVisible();
	await expect(page.getByLabel('Email')).toHaveCount(0);
	await page.getByLabel('Notes').fill('Ring twice');
	await page.getByRole('button', { name: 'Continue' }).click();
	await confirmBooking(page);
	expect(
		await shop.sql`
			select b.customer_id, b.notes, c.channel
			from booking b
			join booking_change c on c.booking_id = b.id
			where b.starts_at = ${shop.at(5, 10)}
		`
	).toEqual([{ customer_id: customerId, notes: 'Ring twice', channel: 'portal' }]);

	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(6, 10)}`);
	await page.getByRole('button', { name: 'Not you? Sign out' }).click();
	await expect(page.getByLabel('Email')).toHaveValue('');
});

test('after a cancellation the service and the fieldworker are chosen already', async ({
	page,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(`${path}/cancellation`);
	await page.getByRole('button', { name: 'Cancel booking' }).click();
	await page.getByRole('link', { name: 'Schedule an appointment' }).click();
	await expect(page.getByRole('heading', { name: 'Choose a time' })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('Lesson');
	await expect(page.getByText('These are the times of Worker 1.')).toBeVisible();
	await page.getByRole('link', { name: 'Anyone' }).click();
	await expect(page.getByText(/These are the times of/)).toHaveCount(0);
});

test('links to a service, to a fieldworker, and to some that are gone', async ({ page, shop }) => {
	const [first, second] = shop.fieldworkerIds;
	const alone = await addService(shop.sql, {
		...{ name: 'Haircut', description: '', durationMinutes: 30 },
		...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, priceText: '', color: '#0f766e' }
	});
	await shop.sql`
		insert into fieldworker_service (fieldworker_id, service_id)
		values (${second!}, ${alone})
	`;
	await page.goto(`/book?fieldworker=${first}`);
	await awake(page);
	await expect(page.getByText('What can Worker 1 do for you?')).toBeVisible();
	await expect(page.getByText('Haircut')).toHaveCount(0);
	await page.getByRole('link', { name: 'See what everybody does' }).click();
	await page.getByRole('link', { name: /Haircut/ }).click();
	await expect(page.getByRole('heading', { name: 'Choose a time' })).toBeVisible();
	await expect(page.getByText('With whom?')).toHaveCount(0);
	await expect(page.getByRole('main')).toContainText('with Worker 2');

	await page.goto(`/book?service=${shop.serviceId}&fieldworker=999`);
	await expect(page.getByText('The person you asked for does not do this any more')).toBeVisible();
	await page.goto('/book?fieldworker=999');
	await expect(page.getByText('cannot be booked here any more')).toBeVisible();
	await page.goto('/book?service=none');
	await expect(page.getByText('That service is not offered any more')).toBeVisible();
});

test('when the last service goes off the page, what was typed stays', async ({ page, shop }) => {
	await page.goto(`/book?service=${shop.serviceId}`);
	await awake(page);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await choose(page, shop.at(4, 9));
	await page.getByLabel('Name').fill('Vera Visitor');
	await shop.sql`update service set on_public_page = false`;
	const nothing = page.getByRole('heading', { name: 'Nothing can be booked online at the moment' });
	await expect(nothing).toBeVisible();
	await expect(page.getByText('What you typed is kept.')).toBeVisible();
	await expect(page.getByRole('main').getByRole('link', { name: '+1 212 555 0100' })).toBeVisible();
	await shop.sql`update service set on_public_page = true`;
	// A press in the first moment could have been meant for what was there before.
	await expect(async () => {
		await page.getByRole('link', { name: 'Look again' }).click({ timeout: 1_000 });
		await expect(page.getByRole('link', { name: /Lesson/ })).toBeVisible({ timeout: 3_000 });
	}).toPass();
	await page.getByRole('link', { name: /Lesson/ }).click();
	await choose(page, shop.at(4, 9));
	await expect(page.getByLabel('Name')).toHaveValue('Vera Visitor');
});

test('another time that is chosen while the form is sent stays chosen', async ({ page, shop }) => {
	const [taken, free] = [shop.at(4, 11), shop.at(4, 12)];
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
	await awake(page);
	await choose(page, taken);
	await fillDetails(page, vera());
	await shop.sql`delete from hold`;
	await shop.booked(taken);
	await expect(page.getByText(/just taken that time/)).toBeVisible();
	const answer = await holdBack(page, /\/book\?/, 'POST');
	await bookNow(page).click();
	await answer.sent;
	await page.getByRole('button', { name: new RegExp(clock(free)) }).click();
	await expect(page.getByRole('main').getByText(clock(free))).toBeVisible();
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	answer.arrive();
	await answered;
	await confirmBooking(page);
	expect(await shop.sql`select starts_at from booking order by id desc limit 1`).toEqual([
		{ starts_at: free }
	]);
});

test('a form that a program filled in books nothing, and a person presses again', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	await fillDetails(page, vera());
	await page.locator('input[name="website"]').evaluate((field: HTMLInputElement) => {
		field.value = 'https://spam.example';
		field.dispatchEvent(new Event('input', { bubbles: true }));
	});
	await bookNow(page).click();
	await expect(page.getByText('This looked as if a program had filled in the form')).toBeVisible();
	expect(await shop.sql`select from booking`).toHaveLength(0);
	await confirmBooking(page);
});

test('what is missing is said beside its field', async ({ page, shop }) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await awake(page);
	await page.getByLabel('Email').fill('vera@');
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByText('Please tell us your name.')).toBeVisible();
	await expect(page.getByText('Type the whole email address')).toBeVisible();
	await expect(page.getByLabel('Email')).toHaveValue('vera@');
});

test('times are said on both clocks where they differ', async ({ browser, baseURL, shop }) => {
	const abroad = await browser.newContext({ baseURL: baseURL!, timezoneId: 'Asia/Tehran' });
	const page = await abroad.newPage();
	await page.goto(`/book?service=${shop.serviceId}`);
	await awake(page);
	await page
		.getByRole('link', { name: /, free$/ })
		.first()
		.click();
	await fillDetails(page, vera());
	await expect(page.getByRole('main')).toContainText('Tehran time');
	await expect(page.getByRole('main')).toContainText('in New York');
	await confirmBooking(page);
	await abroad.close();
});
