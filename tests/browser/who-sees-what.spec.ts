import type { APIRequestContext, APIResponse } from '@playwright/test';
import { sessionCookie } from '../../src/lib/server/accounts/cookie.ts';
import { beginSession } from '../../src/lib/server/accounts/session.ts';
import { createStaff, type Role } from '../../src/lib/server/accounts/staff.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { OFFICE_ROUTES, routesInTree, waysInto } from './office-routes.ts';
import { expect, test } from './reslot.ts';

test('whom every route of the back office is for has been thought of', () => {
	expect(Object.keys(OFFICE_ROUTES).sort()).toEqual(routesInTree().sort());
});

/** The cookie of somebody who has just signed in. */
async function cookieOf(sql: Sql, url: string, role: Role, fieldworkerId?: number) {
	const account = { name: `An ${role}`, email: `${role}@test.example`, password: 'a long phrase' };
	const created = await createStaff(sql, { ...account, role, fieldworkerId });
	if (created.result !== 'created') throw new Error(created.result);
	const { secret } = await beginSession(sql, created.staff.id);
	return `${sessionCookie(url).name}=${secret}`;
}

type Asker = {
	get(path: string, accept?: string): Promise<APIResponse>;
	post(path: string): Promise<APIResponse>;
};

function asker(request: APIRequestContext, url: string, cookie = ''): Asker {
	const headers = (accept: string) => ({ accept, origin: url, ...(cookie && { cookie }) });
	return {
		get: (path, accept = 'text/html') =>
			request.get(path, { headers: headers(accept), maxRedirects: 0 }),
		post: (path) =>
			request.post(path, { headers: headers('text/html'), form: { nothing: '1' }, maxRedirects: 0 })
	};
}

test('every route of the back office, as nobody, as a fieldworker and as an admin', async ({
	request,
	baseURL,
	shop
}) => {
	test.setTimeout(180_000);
	const url = baseURL ?? '';
	const { sql } = shop;
	const [mine, theirs] = shop.fieldworkerIds as [number, number];
	const own = await shop.booked(shop.at(3, 9), mine);
	const others = await shop.booked(shop.at(3, 11), theirs);
	const training = { startsAt: shop.at(3, 14), endsAt: shop.at(3, 15), title: 'Secret training' };
	await block(sql, { fieldworkerId: theirs, ...training });
	const subjects = {
		...{ own: own.id, others: others.id },
		...{ from: shop.at(2, 0), until: shop.at(5, 0) }
	};
	const nobody = asker(request, url);
	const fieldworker = asker(request, url, await cookieOf(sql, url, 'fieldworker', mine));
	const admin = asker(request, url, await cookieOf(sql, url, 'admin'));

	/** Nothing of another fieldworker's day, nor of their customer, is anywhere in an answer. */
	const expectOwnAlone = async (response: APIResponse, what: string) => {
		const text = await response.text();
		for (const secret of ['Customer 2', 'customer2@example.com', 'Secret training']) {
			expect(text, what).not.toContain(secret);
		}
		expect(text, what).not.toContain(`/admin/bookings/${others.id}`);
	};

	for (const [id, route] of Object.entries(OFFICE_ROUTES)) {
		const path = route.at(subjects);
		const { methods, actions } = waysInto(id);
		const posts = actions.map((name) => ({
			name,
			path: name === 'default' ? path : `${path.split('?')[0]}?/${name}`
		}));
		if (methods.includes('POST')) posts.push({ name: 'POST', path });

		const page = await nobody.get(path);
		expect(page.status(), `nobody at ${id}`).toBe(303);
		expect(page.headers().location, `nobody at ${id}`).toMatch(/^\/login/);
		expect((await nobody.get(path, 'application/json')).status(), `nobody at ${id}`).toBe(401);
		for (const post of posts) {
			const status = (await nobody.post(post.path)).status();
			expect([303, 401], `nobody does ${post.name} at ${id}`).toContain(status);
		}

		const asAdmin = await admin.get(path);
		if (route.answers) expect(asAdmin.status(), `an admin at ${id}`).toBe(route.answers);
		else expect([200, 307], `an admin at ${id}`).toContain(asAdmin.status());

		const asFieldworker = await fieldworker.get(path);
		const may = route.fieldworkers === 'closed' ? null : route.fieldworkers.actions;
		expect(asFieldworker.status(), `a fieldworker at ${id}`).toBe(
			may ? (route.answers ?? 200) : 403
		);
		await expectOwnAlone(asFieldworker, `a fieldworker at ${id}`);
		for (const post of posts) {
			const { status } = await fieldworker.post(post.path).then((answer) => ({
				status: answer.status()
			}));
			const what = `a fieldworker does ${post.name} at ${id}`;
			if (may?.includes(post.name)) expect([200, 400], what).toContain(status);
			else expect(status, what).toBe(403);
		}
		if (route.others) {
			const response = await fieldworker.get(route.others(subjects));
			expect(response.status(), `another's at ${id}`).toBe(404);
			await expectOwnAlone(response, `another's at ${id}`);
			for (const post of posts) {
				const status = (await fieldworker.post(`${route.others(subjects)}?/${post.name}`)).status();
				expect([403, 404], `another's ${post.name} at ${id}`).toContain(status);
			}
		}
	}

	await test.step('nor does any filter of an address let a fieldworker see more', async () => {
		const { from, until } = subjects;
		for (const path of [
			`/admin?fieldworker=${theirs}&date=${shop.date(3)}&booking=${others.id}`,
			`/admin/bookings?fieldworker=${theirs}&from=2000-01-01`,
			'/admin/bookings?search=Customer&from=2000-01-01',
			`/admin/calendar?from=${from}&until=${until}&fieldworker=${theirs}`,
			`/admin/activity?before=${others.id}.9`
		]) {
			const response = await fieldworker.get(path);
			expect(response.status(), path).toBeLessThan(500);
			const text = (await response.text()).replaceAll(/search=Customer/g, '');
			expect(text, path).not.toMatch(/Customer 2|customer2@|Secret training/);
		}
	});

	await test.step('nothing was changed by any of it', async () => {
		const rows = await sql`select version, status from booking order by id`;
		expect(rows).toEqual(Array(2).fill({ version: 1, status: 'confirmed' }));
		expect(await sql`select from staff where not active`).toHaveLength(0);
	});
});

test('a fieldworker who is nobody on the calendar sees an empty one', async ({
	request,
	baseURL,
	shop
}) => {
	const url = baseURL ?? '';
	const { id } = await shop.booked(shop.at(3, 9));
	const lost = asker(request, url, await cookieOf(shop.sql, url, 'fieldworker'));
	const calendar = `/admin/calendar?from=${shop.at(2, 0)}&until=${shop.at(5, 0)}`;
	for (const path of ['/admin/bookings?from=2000-01-01', '/admin/activity', calendar]) {
		const response = await lost.get(path);
		expect(response.status(), path).toBe(200);
		expect(await response.text(), path).not.toContain('Customer 1');
	}
	expect((await lost.get(`/admin/bookings/${id}`)).status()).toBe(404);
});
