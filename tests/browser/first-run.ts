import { test as base, type Page } from '@playwright/test';
import { connect, type Sql } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { eventually } from '../support/eventually.ts';
import {
	startMailgunStandIn,
	type MailgunStandIn,
	type ReceivedMessage
} from '../support/mailgun-stand-in.ts';
import { startReslot } from '../support/reslot.ts';

/** A Reslot that nobody has set up yet: its database is empty but for the schema. */
type FirstRun = {
	url: string;
	/** What the server printed. */
	code: string;
	sql: Sql;
	mailgun: MailgunStandIn;
	/** The first mail to somebody, or a later one. */
	mail: (address: string, n?: number) => Promise<ReceivedMessage>;
};

export const OWNER = {
	name: 'Olga Owner',
	email: 'olga@example.com',
	password: 'a long pass phrase'
};

/** Each test has a production server, a Postgres and a stand-in for Mailgun of its own, without a seed. */
export const test = base.extend<{ first: FirstRun }>({
	first: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from it
		async ({}, use) => {
			const [postgres, mailgun] = await Promise.all([
				startEmbeddedPostgres({ ephemeral: true }),
				startMailgunStandIn()
			]);
			const reslot = await startReslot({
				DATABASE_URL: postgres.url,
				MAILGUN_API_KEY: 'key-test',
				MAILGUN_DOMAIN: 'mg.test',
				MAILGUN_URL: mailgun.url,
				LOG_LEVEL: 'error'
			});
			const printed = await eventually(
				async () => /with the code (\S+)/.exec(reslot.output()),
				(found) => found !== null
			);
			const sql = connect(postgres.url);
			const mail = (address: string, n = 1) =>
				eventually(
					async () => mailgun.messages.filter(({ to }) => to.includes(address)),
					(theirs) => theirs.length >= n
				).then((theirs) => theirs[n - 1]!);
			await use({ url: reslot.url, code: printed?.[1] ?? '', sql, mailgun, mail });
			await sql.end();
			await reslot.stop();
			await Promise.all([postgres.stop(), mailgun.stop()]);
		},
		{ timeout: 240_000 }
	],
	baseURL: async ({ first }, use) => use(first.url)
});

/** Makes the owner's account with the code, as far as the first step of the guided start. */
export async function becomeOwner(page: Page, code: string): Promise<void> {
	await page.goto('/setup');
	await page.getByLabel('Setup code').fill(code);
	await page.getByLabel('Your name').fill(OWNER.name);
	await page.getByLabel('Your email').fill(OWNER.email);
	await page.getByLabel('Password').fill(OWNER.password);
	await page.getByRole('button', { name: 'Make my account' }).click();
	await page.waitForURL('**/setup/business');
}

export { expect } from '@playwright/test';
