import { isRedirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../src/lib/server/config.ts';
import { setRuntime, type Runtime } from '../../../src/lib/server/runtime.ts';
import { requireBusiness } from '../../../src/lib/server/settings/business.ts';
import { actions, load } from '../../../src/routes/(portal)/book/+page.server.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';

// The review of /book without JavaScript: it has an address, to which what was typed leads.

const { sql } = await testDatabase();
// Cookies ask it for the origin.
setRuntime({ config: readConfig({}) } as Runtime);

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

type Fields = Record<'step' | 'name' | 'requestId' | 'notes', string>;
type Page = { form: { data: Fields } };

/** A browser without JavaScript, which keeps cookies or does not. */
function browser(keeps = true) {
	const kept = new Map<string, string>();
	const cookies = {
		get: (name: string) => kept.get(name),
		set: (name: string, value: string) => void (keeps && kept.set(name, value)),
		delete: (name: string) => void kept.delete(name)
	};
	const locals = { sql, language: 'en', customer: null };
	return {
		kept,
		/** What is shown at an address. */
		async open(path: string): Promise<Fields> {
			const business = await requireBusiness(sql);
			const parent = () =>
				Promise.resolve({ business, place: { timeZone: business.timeZone, locale: 'en' } });
			const url = new URL(path, 'http://reslot.test');
			const event = { locals, url, cookies, parent, setHeaders: () => {} };
			return ((await load(event as never)) as unknown as Page).form.data;
		},
		/** Where a form leads to; or what is shown in answer to it. */
		async send(fields: Partial<Fields> & { choose?: string }): Promise<string | Fields> {
			const body = new URLSearchParams({
				...{ serviceId: String(shop.serviceId), startsAt: String(shop.at(3, 9)) },
				...{ email: 'sam@example.com', requestId: randomUUID(), ...fields }
			});
			const event = {
				request: new Request('http://reslot.test/book', { method: 'POST', body }),
				...{ locals, cookies, url: new URL('http://reslot.test/book') },
				getClientAddress: () => '127.0.0.1'
			};
			try {
				const answer = (await actions.default!(event as never)) as unknown as Page & {
					data?: Page;
				};
				return (answer.data ?? answer).form.data;
			} catch (thrown) {
				if (isRedirect(thrown)) return thrown.location;
				throw thrown;
			}
		}
	};
}

const typed = { step: 'details', name: 'Sam', notes: 'Ring twice' };

test('has an address, which shows what was typed, and the same form however often it is read', async () => {
	const { open, send } = browser();
	await open(`/book?service=${shop.serviceId}`);
	const requestId = randomUUID();
	const address = await send({ ...typed, requestId });
	expect(address).toMatch(/step=review/);
	const shown = { step: 'review', name: 'Sam', notes: 'Ring twice', requestId };
	for (let reads = 0; reads < 2; reads += 1) {
		expect(await open(address as string)).toMatchObject(shown);
	}
	const another = await open((address as string).replace(/at=\d+/, `at=${shop.at(3, 11)}`));
	expect(another).toMatchObject({ name: 'Sam', notes: 'Ring twice' });
	expect(another.requestId).not.toBe(requestId);
});

test('books once, though the answer was lost and one goes back and presses again', async () => {
	const { kept, open, send } = browser();
	await open(`/book?service=${shop.serviceId}`);
	const address = (await send(typed)) as string;
	const before = [...kept];
	const first = await open(address);
	await send({ ...typed, step: 'review', requestId: first.requestId });
	// Nothing of the answer has come: neither the page nor its cookies.
	kept.clear();
	for (const [name, value] of before) kept.set(name, value);
	const again = await open(address);
	expect(again.step).toBe('review');
	expect(await send({ ...typed, step: 'review', requestId: again.requestId })).toMatch(/booked$/);
	expect(await sql`select from booking`).toHaveLength(1);
});

test('is the answer itself where the browser keeps no cookies, and books', async () => {
	const { open, send } = browser(false);
	await open(`/book?service=${shop.serviceId}`);
	expect(await send(typed)).toMatchObject({ step: 'review', name: 'Sam', notes: 'Ring twice' });
	expect(await send({ ...typed, step: 'review' })).toMatch(/booked$/);
});

test('is the answer itself where a cookie cannot hold what was typed', async () => {
	const { open, send } = browser();
	await open(`/book?service=${shop.serviceId}`);
	const notes = 'x'.repeat(2001);
	const shown = await send({ ...typed, step: 'review', notes, choose: String(shop.at(3, 11)) });
	expect(shown).toMatchObject({ name: 'Sam', notes });
});
