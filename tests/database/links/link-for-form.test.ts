import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { bookPublicly } from '../../../src/lib/server/bookings/book-publicly.ts';
import { linkForForm } from '../../../src/lib/server/links/link-for-form.ts';
import {
	closeLinks,
	issueLink,
	openLink,
	reissueLink
} from '../../../src/lib/server/links/manage-link.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, VISITOR, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';

const { sql } = await testDatabase();

let shop: Shop;
let by: { id: number; name: string };
let form: string;
let bookingId: number;
/** What the form was given when it booked. */
let first: string;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	const [staff] = await sql<(typeof by)[]>`
		insert into staff (email, name, role, password_hash)
		values ('olga@test.example', 'Olga', 'owner', 'x')
		returning id, name
	`;
	by = staff!;
	form = randomUUID();
	bookingId = await sent();
	first = (await linkForForm(sql, bookingId, null))!;
});

/** Sends the form, once more; answers with the booking that it made. */
async function sent(customerId?: number): Promise<number> {
	const email = `${form}@example.com`;
	const outcome = await bookPublicly(
		sql,
		{
			serviceId: shop.serviceId,
			fieldworkerId: 'any',
			startsAt: shop.at(3, customerId ? 11 : 9),
			customer: { name: 'Sam', email, phone: '', address: '' },
			customerId,
			notes: '',
			requestId: form,
			actor: customerId ? { kind: 'customer', channel: 'portal', language: 'en' } : VISITOR
		},
		{ networkAddress: '127.0.0.1' }
	);
	if (outcome.result !== 'booked') throw new Error(outcome.result);
	return outcome.booking.id;
}

const again = async (given: string | null = null) => linkForForm(sql, await sent(), given);
const links = async () => (await sql`select from manage_link`).count;

test('a form that is sent again gives the link that its browser was given, or another that works', async () => {
	expect(await openLink(sql, first)).toBe(bookingId);
	expect(await again(first)).toBe(first);
	expect(await links()).toBe(1);
	const other = await again();
	expect(other).not.toBe(first);
	expect(await openLink(sql, other!)).toBe(bookingId);
});

test('a link of another booking is not given for this one', async () => {
	const stranger = await issueLink(sql, (await shop.booked(shop.at(4, 9))).id);
	expect(await openLink(sql, (await again(stranger))!)).toBe(bookingId);
});

test('once staff have revoked its link a form gives none, though the business wants proofs or not (R5)', async () => {
	await closeLinks(sql, bookingId, by);
	expect(await again(first)).toBeNull();
	await shop.setFlags({ requireEmailProof: true });
	expect(await again()).toBeNull();
	expect(await links()).toBe(1);
});

test('nor does it once staff have put another link in its place, or a mail has brought one', async () => {
	const fresh = await reissueLink(sql, bookingId, by);
	expect(await again(first)).toBeNull();
	await issueLink(sql, bookingId);
	expect(await again()).toBeNull();
	expect(await openLink(sql, fresh)).toBe(bookingId);
});

test('nor does one that is sent while they revoke it', async () => {
	let revoking: Promise<number> | undefined;
	let asked: ReturnType<typeof linkForForm> | undefined;
	await sql.begin(async (other) => {
		await other`select from manage_link for update`;
		revoking = closeLinks(sql, bookingId, by);
		await someoneWaits(sql);
		asked = linkForForm(sql, bookingId, null);
		await someoneWaits(sql, 2);
	});
	expect(await revoking).toBe(1);
	expect(await asked).toBeNull();
	expect(await openLink(sql, first)).toBeNull();
});

test('nor once the customer was erased, had it been given a link or not', async () => {
	const [booking] = await sql<{ customer: number }[]>`
		select customer_id as customer
		from booking
		where id = ${bookingId}
	`;
	await sql`delete from manage_link`;
	const wish = { id: booking!.customer, typedName: 'Sam', upcoming: 1, by };
	expect((await eraseCustomer(sql, wish)).result).toBe('erased');
	expect(await again()).toBeNull();
	expect(await links()).toBe(0);
});

test('nor does one that was sent by who was signed in, once they are not', async () => {
	const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`select id from customer`;
	form = randomUUID();
	const own = await sent(id);
	expect(own).not.toBe(bookingId);
	expect(await linkForForm(sql, own, null)).toBeNull();
});

test('a form gives no links without end', async () => {
	for (let times = 0; times < 25; times++) await linkForForm(sql, bookingId, null);
	expect(await links()).toBe(20);
	expect(await again(first)).toBe(first);
});
