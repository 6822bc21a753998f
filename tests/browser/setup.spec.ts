import { becomeOwner, expect, OWNER, test } from './first-run.ts';
import { awake } from './pages.ts';

test('the guided start waits where it was left, goes back, and is over when it is done', async ({
	page,
	browser,
	baseURL,
	first
}) => {
	await test.step('a wrong code is refused, and nothing that was typed is lost but the password', async () => {
		await page.goto('/login');
		await expect(page).toHaveURL(/\/setup$/);
		await awake(page);
		await page.getByLabel('Setup code').fill('AAAA-AAAA');
		await page.getByLabel('Your name').fill(OWNER.name);
		await page.getByLabel('Your email').fill(OWNER.email);
		await page.getByLabel('Password').fill(OWNER.password);
		await page.getByRole('button', { name: 'Make my account' }).click();
		await expect(page.getByText('This is not the code')).toBeVisible();
		await expect(page.getByLabel('Your email')).toHaveValue(OWNER.email);
		await expect(page.getByLabel('Password')).toHaveValue('');
		expect(await first.sql`select from staff`).toHaveLength(0);
	});

	await test.step('the code is taken however it is typed', async () => {
		await becomeOwner(page, first.code.toLowerCase().replace('-', ' '));
	});

	await test.step('from then on nobody else sets anything up', async () => {
		const other = await (await browser.newContext({ baseURL })).newPage();
		for (const path of ['/setup', '/setup/business', '/setup/service']) {
			await other.goto(path);
			await expect(other).toHaveURL(/\/login$/);
		}
		const forged = await other.request.post('/setup', {
			form: { code: first.code, name: 'Eve', email: 'eve@example.com', password: OWNER.password },
			headers: { origin: baseURL ?? '', accept: 'text/html' },
			maxRedirects: 0
		});
		expect(forged.headers().location).toBe('/login');
		expect(await first.sql`select name from staff`).toEqual([{ name: OWNER.name }]);
	});

	await test.step('whoever skips ahead is led back, and the calendar leads to the setup', async () => {
		for (const path of ['/setup/service', '/setup', '/admin']) {
			await page.goto(path);
			await expect(page).toHaveURL(/\/setup\/business$/);
		}
	});

	await test.step('what was typed stays when something is wrong', async () => {
		await awake(page);
		await page.getByLabel('Name').fill('Sparkle');
		await page.getByLabel('Time zone').fill('Nowhere');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await expect(page.getByText('Type a city or a zone of the list')).toBeVisible();
		await expect(page.getByLabel('Name')).toHaveValue('Sparkle');
		await page.getByLabel('Time zone').fill('berlin');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/hours');
	});

	await test.step('one can go back, change it, and go on', async () => {
		await page.getByRole('link', { name: 'Back to business' }).click();
		await page.waitForURL('**/setup/business');
		await awake(page);
		await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
		await page.getByLabel('Name').fill('Sparkle & Daughters');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/hours');
		expect(await first.sql`select name, time_zone as "timeZone" from business`).toEqual([
			{ name: 'Sparkle & Daughters', timeZone: 'Europe/Berlin' }
		]);
	});

	await test.step('days without sense are told of beside themselves', async () => {
		await awake(page);
		await page.getByLabel('Monday, from').fill('18:00');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await expect(page.getByText('The end has to come after the beginning.')).toBeVisible();
		await page.getByLabel('Monday, from').fill('08:00');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/fieldworker');
	});

	await test.step('another time it goes on where it was left', async () => {
		await page.goto('/setup');
		await expect(page).toHaveURL(/\/setup\/fieldworker$/);
		await awake(page);
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/service');
		await awake(page);
		await page.getByLabel('Name').fill('Lesson');
		await page.getByLabel('How long it takes, in minutes').fill('45');
		await page.getByRole('button', { name: 'Finish and open the calendar' }).click();
		await page.waitForURL('**/admin');
		await page.goto('/setup/business');
		await expect(page).toHaveURL(/\/admin$/);
	});

	await test.step('a step that was left open does nothing any more', async () => {
		const state = () => first.sql`
			select
				(select json_agg(business) from business) as business,
				(select json_agg(working_hours order by id) from working_hours) as hours,
				(select json_agg(service) from service) as services
		`;
		const before = await state();
		const form = { name: 'Late', timeZone: 'Asia/Tokyo', durationMinutes: '30', open: '1' };
		for (const step of ['business', 'hours', 'fieldworker', 'service']) {
			const answer = await page.request.post(`/setup/${step}`, {
				form,
				headers: { origin: baseURL ?? '', accept: 'text/html' },
				maxRedirects: 0
			});
			expect(answer.headers().location, step).toBe('/admin');
		}
		expect(await state()).toEqual(before);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the whole setup works too', async ({ page, first }) => {
		await becomeOwner(page, first.code);
		await page.getByLabel('Name').fill('Sparkle');
		await page.getByLabel('Time zone').fill('America/New_York');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/hours');
		await page.getByLabel('Monday', { exact: true }).uncheck();
		await page.getByLabel('Tuesday, until').fill('12:00');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/fieldworker');
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await page.waitForURL('**/setup/service');
		await page.getByLabel('Name').fill('Lesson');
		await page.getByRole('button', { name: 'Finish and open the calendar' }).click();
		await page.waitForURL('**/admin');
		const hours = await first.sql`
			select weekday, closes_minute as "closesMinute"
			from working_hours
			where fieldworker_id is null
			order by weekday
		`;
		expect(hours.map(({ weekday }) => weekday)).toEqual([2, 3, 4, 5]);
		expect(hours[0]?.closesMinute).toBe(720);
		const [link] = await first.sql`select fieldworker_id as "fieldworkerId" from staff`;
		expect(link?.fieldworkerId).not.toBeNull();
	});
});
