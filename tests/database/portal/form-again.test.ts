import { isRedirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../src/lib/server/config.ts';
import { openLink, revokeLinks } from '../../../src/lib/server/links/manage-link.ts';
import { setRuntime, type Runtime } from '../../../src/lib/server/runtime.ts';
import { actions } from '../../../src/routes/(portal)/book/+page.server.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';

// The form of /book, sent again: by who pressed twice, or long after by who should not come in.

const { sql } = await testDatabase();
// Cookies ask it for the origin.
setRuntime({ config: readConfig({}) } as Runtime);

let shop: Shop;
let requestId: string;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	requestId = randomUUID();
});

type Answer = { status: number; data: { form: { message: unknown; data: { requestId: string } } } };

/** Sends it from a browser with these cookies; answers with where it leads to, or with what is said. */
async function send(cookies: Map<string, string>, customerId?: number) {
	const body = new URLSearchParams({
		...{ serviceId: String(shop.serviceId), startsAt: String(shop.at(3, 9)), requestId },
		...{ step: 'review', name: 'Sam', email: `${requestId}@example.com` }
	});
	const email = `${requestId}@example.com`;
	const event = {
		request: new Request('http://reslot.test/book', { method: 'POST', body }),
		locals: {
			...{ sql, language: 'en' },
			customer: customerId ? { id: customerId, email, timeZone: null, locale: null } : null
		},
		url: new URL('http://reslot.test/book'),
		cookies: {
			get: (name: string) => cookies.get(name),
			set: (name: string, value: string) => void cookies.set(name, value),
			delete: (name: string) => void cookies.delete(name)
		},
		getClientAddress: () => '127.0.0.1'
	};
	try {
		const { status, data } = (await actions.default!(event as never)) as unknown as Answer;
		return { status, message: data.form.message, form: data.form.data.requestId };
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		throw thrown;
	}
}

test('leads the browser that sent it to the same link, and another one to a link of its own', async () => {
	const browser = new Map<string, string>();
	const first = await send(browser);
	expect(first).toMatch(/^\/b\/[\w-]{43}\?booked$/);
	expect(await send(browser)).toBe(first);
	const other = await send(new Map());
	expect(other).toMatch(/^\/b\/[\w-]{43}\?booked$/);
	expect(other).not.toBe(first);
	expect(await sql`select from booking`).toHaveLength(1);
});

test('says that it was sent before once staff have revoked the link, and would book anew (R5)', async () => {
	const browser = new Map<string, string>();
	const first = (await send(browser)) as string;
	const [booking] = await sql<{ id: number }[]>`select id from booking`;
	await revokeLinks(sql, booking!.id);
	for (const cookies of [browser, new Map<string, string>()]) {
		const answer = await send(cookies);
		expect(answer).toMatchObject({ status: 409, message: { kind: 'sent_before' } });
		expect(answer).not.toMatchObject({ form: requestId });
	}
	expect(await openLink(sql, first.slice('/b/'.length, -'?booked'.length))).toBeNull();
	expect(await sql`select from manage_link where revoked_at is null`).toHaveLength(0);
});

test('says that it was sent before to somebody else who is signed in', async () => {
	const [other] = await sql<{ id: number }[]>`
		insert into customer (name, email)
		values ('Toni', 'toni@example.com')
		returning id
	`;
	await send(new Map());
	expect(await send(new Map(), other!.id)).toMatchObject({
		status: 409,
		message: { kind: 'sent_before' }
	});
	expect(await sql`select from booking`).toHaveLength(1);
});

test('books for who is signed in, whatever address staff have given them since it was read', async () => {
	const [customer] = await sql<{ id: number }[]>`
		insert into customer (name, email)
		values ('Sam', 'corrected@example.com')
		returning id
	`;
	expect(await send(new Map(), customer!.id)).toMatch(/^\/portal\/bookings\/\d+\?booked$/);
	expect(await sql`select customer_id from booking`).toEqual([{ customer_id: customer!.id }]);
	expect(await sql`select from customer`).toHaveLength(1);
});
