import { test as base, type Page } from '@playwright/test';
import { sessionCookie } from '../../src/lib/server/accounts/cookie.ts';
import { beginSession } from '../../src/lib/server/accounts/session.ts';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { connect, type Sql } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { emptyDatabase } from '../support/empty.ts';
import { startMailgunStandIn, type MailgunStandIn } from '../support/mailgun-stand-in.ts';
import { SIGNING_KEY } from '../support/mailgun/webhook.ts';
import { startReslot } from '../support/reslot.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { isOwn } from '../support/inbox.ts';

const OWNER = { name: 'Olga Owner', email: 'owner@test.example', password: 'a long pass phrase' };

type Stage = { url: string; sql: Sql; mailgun: MailgunStandIn };

type Fixtures = {
	/**
	 * A shop in an otherwise empty Reslot, with an owner who can sign in and is not told of bookings:
	 * the mails that come are the customers'.
	 */
	shop: Shop;
	mailgun: MailgunStandIn;
	/** Books so many days ahead at that hour; answers with the id and the address of the manage link. */
	bookedLink: (days: number, hour: number) => Promise<{ id: number; path: string }>;
	/** Gives a page’s browser a session of the owner’s, as if they had signed in; opens nothing. */
	signIn: (page: Page) => Promise<void>;
};

/** Each worker has a production server, a Postgres and a stand-in for Mailgun of its own. */
export const test = base.extend<Fixtures, { stage: Stage }>({
	stage: [
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
				MAILGUN_WEBHOOK_SIGNING_KEY: SIGNING_KEY,
				LOG_LEVEL: 'error'
			});
			const sql = connect(postgres.url);
			await use({ url: reslot.url, sql, mailgun });
			await sql.end();
			await reslot.stop();
			await Promise.all([postgres.stop(), mailgun.stop()]);
		},
		{ scope: 'worker', timeout: 240_000 }
	],
	baseURL: async ({ stage }, use) => use(stage.url),
	mailgun: async ({ stage }, use) => {
		stage.mailgun.messages.length = 0;
		await use(stage.mailgun);
	},
	shop: async ({ stage: { sql } }, use) => {
		await emptyDatabase(sql);
		// It also gives back holds of connections that have gone, by their ids.
		await sql`select setval(pg_get_serial_sequence('hold', 'id'), ${Date.now()}::bigint)`;
		// The server goes on, and knows days of the test before: versions grow all the same (R8).
		await sql`insert into flags (version) values (${Date.now()})`;
		const shop = await openShop(sql, { fieldworkers: 2 });
		await createStaff(sql, { ...OWNER, role: 'owner' });
		await sql`update staff set booking_notices = false`;
		await use(shop);
		const asked = await sql<{ email: string }[]>`select email from email_proof`;
		const shared = asked.map(({ email }) => email).filter((email) => !isOwn(email));
		if (shared.length > 0) {
			throw new Error(`Codes were asked for under ${shared.join()}: take an inbox() of its own`);
		}
	},
	bookedLink: async ({ shop, stage: { sql } }, use) => {
		await use(async (days, hour) => {
			const { id } = await shop.booked(shop.at(days, hour));
			return { id, path: `/b/${await issueLink(sql, id)}` };
		});
	},
	signIn: async ({ shop: { sql }, stage: { url } }, use) => {
		await use(async (page) => {
			const [owner] = await sql<[{ id: number }]>`
				select id from staff where email = ${OWNER.email}
			`;
			const { secret } = await beginSession(sql, owner.id);
			await page.context().addCookies([{ name: sessionCookie(url).name, value: secret, url }]);
		});
	}
});

export { expect } from '@playwright/test';
