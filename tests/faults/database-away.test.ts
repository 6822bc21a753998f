import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { startReslot, type Reslot } from '../support/reslot.ts';
import { openShop } from '../support/shop.ts';

const { sql, url } = await testDatabase();

let reslot: Reslot;
afterAll(() => reslot.kill());

let link: string;
beforeAll(async () => {
	const shop = await openShop(sql);
	const { id } = await shop.booked(shop.at(3, 10));
	link = `/b/${await issueLink(sql, id)}`;
}, 120_000);

const PAGE = { accept: 'text/html' };
const DATA = { accept: 'application/json' };
const comment = new URLSearchParams({ comment: 'Broken leg' });

test('while the database is away everybody is told to come back in a minute, until it is there again', async () => {
	const proxy = await startProxy(url);
	reslot = await startReslot({ DATABASE_URL: proxy.url, ROLE: 'web', LOG_LEVEL: 'fatal' });
	const ask = (path: string, init: RequestInit = {}) =>
		fetch(reslot.url + path, { redirect: 'manual', ...init });
	expect((await ask(link, { headers: PAGE })).status).toBe(200);

	await proxy.close();
	const cancel = { method: 'POST', body: comment };
	const asked: Record<string, RequestInit & { path: string }> = {
		'a page': { path: link, headers: PAGE },
		'a page of all': { path: '/book', headers: PAGE },
		'what a script reads of a page': { path: `${link}/standing`, headers: DATA },
		'an image': { path: '/logo', headers: { accept: 'image/*' } },
		'a form': { path: `${link}/cancellation`, ...cancel, headers: { ...PAGE, origin: reslot.url } },
		'a form that a script sends': {
			...{ path: `${link}/cancellation`, ...cancel },
			headers: { ...DATA, origin: reslot.url, 'x-sveltekit-action': 'true' }
		},
		// Asked about before there is any page.
		'a page of somebody signed in': {
			path: '/admin',
			headers: { ...PAGE, cookie: `reslot-staff=${'x'.repeat(40)}` }
		},
		'a booking of somebody signed in': {
			path: '/portal/bookings/1001',
			headers: { ...PAGE, cookie: `reslot-customer=${'x'.repeat(43)}` }
		},
		'data of somebody signed in': {
			path: '/admin/activity',
			headers: { ...DATA, cookie: `reslot-staff=${'x'.repeat(40)}` }
		}
	};
	for (const [what, { path, ...init }] of Object.entries(asked)) {
		const answer = await ask(path, init);
		const said = await answer.text();
		expect(answer.status, what).toBe(503);
		expect(answer.headers.get('retry-after'), what).toBe('60');
		if (/^.(b|portal|admin)\b/.test(path)) {
			expect(answer.headers.get('cache-control'), what).toContain('no-store');
		}
		expect(said, what).toContain('Please try again in a minute');
		expect(said, what).not.toMatch(/CONNECT|127\.0\.0\.1|node:|sveltekit\.error/);
	}
	expect((await ask('/healthz')).status).toBe(200);
	expect((await ask('/readyz')).status).toBe(503);

	await proxy.reopen();
	const again = async () => (await ask(link, { headers: PAGE })).status;
	await expect.poll(again, { timeout: 20_000 }).toBe(200);
}, 120_000);
