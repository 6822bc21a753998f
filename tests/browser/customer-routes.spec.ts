import type { APIRequestContext } from '@playwright/test';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { eventually } from '../support/eventually.ts';
import { wholeDatabase } from '../support/whole-database.ts';
import { CUSTOMER_ROUTES, customerRoutesInTree } from './customer-routes.ts';
import { proofTo } from './mails.ts';
import { ask, regular } from './portal.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

test('every route of the customer’s side is known', () => {
	expect(Object.keys(CUSTOMER_ROUTES).sort()).toEqual(customerRoutesInTree().sort());
});

/** What shows nothing of anybody, unless somebody is signed in, whose name is on every page. */
const OPEN = new Set(['/nothing/here', '/offline']);

/** Asks for an address in both ways, and looks at what goes with the answers. */
async function look(
	request: APIRequestContext,
	{ at, status, isIn }: { at: string; status: number; isIn: boolean }
): Promise<void> {
	for (const method of ['GET', 'HEAD']) {
		const what = `${method} ${at} ${isIn ? 'signed in' : 'signed out'}`;
		const answer = await request.fetch(at, { method, maxRedirects: 0 });
		const headers = answer.headers();
		expect.soft(answer.status(), what).toBe(status);
		if (isIn || !OPEN.has(at)) expect.soft(headers['cache-control'], what).toContain('no-store');
		if (status === 200 && /^\/(b|portal)\//.test(at)) {
			expect.soft(headers['x-robots-tag'], what).toContain('noindex');
		}
	}
}

test('whatever a customer asks for, nothing is changed by it (R4), kept of it by a cache, or found by a search (R5)', async ({
	page,
	context,
	shop,
	mailgun,
	baseURL
}) => {
	test.slow();
	const { sql } = shop;
	const { email, bookingId, customerId } = await regular(shop, 'Walda');
	await ask(page, email);
	const { path: signIn } = await proofTo(mailgun, email);
	await page.goto('about:blank');
	const subjects = {
		link: `/b/${await issueLink(sql, bookingId)}`,
		own: `/portal/bookings/${bookingId}`,
		signIn,
		at: shop.at(4, 11),
		month: shop.date(4).slice(0, 7)
	};
	const rows = Object.values(CUSTOMER_ROUTES).flatMap((route) => route(subjects));
	await eventually(
		async () => sql`
			select
			from mail
			where state <> 'sent'
		`,
		(unsent) => unsent.length === 0
	);
	await eventually(
		async () => sql`
			select
			from graphile_worker.jobs
			where task_identifier <> 'remind'
		`,
		(jobs) => jobs.length === 0
	);

	const before = await wholeDatabase(sql);
	for (const { at, out } of rows) await look(context.request, { at, status: out, isIn: false });
	expect(await wholeDatabase(sql)).toEqual(before);

	await signInOf(context, { sql, url: baseURL!, customerId });
	const inside = await wholeDatabase(sql);
	for (const row of rows) await look(context.request, { at: row.at, status: row.in, isIn: true });
	expect(await wholeDatabase(sql)).toEqual(inside);
});
