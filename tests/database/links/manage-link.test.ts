import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import {
	closeLinks,
	issueLink,
	openLink,
	reissueLink,
	revokeLinks
} from '../../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;

async function someStaff() {
	const person = { name: 'Mai', email: 'mai@test.example', password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role: 'admin' });
	if (created.result !== 'created') throw new Error(created.result);
	return created.staff;
}

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

/** What a secret opens when so much time has passed. */
async function openLater(secret: string, offset: string): Promise<number | null> {
	const later = connect(url, { connection: { 'reslot.clock_offset': offset } });
	const opened = await openLink(later, secret);
	await later.end();
	return opened;
}

describe('a manage link (R5)', () => {
	it('is 256 random bits, of which only the SHA-256 is in the database', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		const secret = await issueLink(sql, id);
		expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
		const [row] = await sql`
			select
				token_hash = sha256(${Buffer.from(secret)}) as hashed,
				to_jsonb(manage_link)::text as everything
			from manage_link
		`;
		expect(row!.hashed).toBe(true);
		expect(row!.everything).not.toContain(secret);
	});

	it('opens its own booking, and nothing else does: not the number, not a wrong secret', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		const secret = await issueLink(sql, id);
		expect(await openLink(sql, secret)).toBe(id);
		const wrong = [String(id), '', 'x'.repeat(43), `${secret}A`, secret.slice(1), `${secret}\0`];
		for (const other of wrong) expect(await openLink(sql, other)).toBeNull();
	});

	it('expires thirty days after the appointment, also after a move to a later one', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		const secret = await issueLink(sql, id);
		expect(await openLater(secret, '32 days')).toBe(id);
		expect(await openLater(secret, '34 days')).toBeNull();
		await move(sql, { bookingId: id, startsAt: shop.at(20, 9), reason: '', actor: BY_LINK });
		expect(await openLater(secret, '49 days')).toBe(id);
		expect(await openLater(secret, '51 days')).toBeNull();
	});

	it('can be revoked, and re-issued: the old ones are dead, the new one opens', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		const [one, other] = [await issueLink(sql, id), await issueLink(sql, id)];
		expect(await revokeLinks(sql, id)).toBe(2);
		expect(await openLink(sql, one)).toBeNull();
		const mai = await someStaff();
		const fresh = await reissueLink(sql, id, mai);
		expect(await openLink(sql, other)).toBeNull();
		expect(await openLink(sql, fresh)).toBe(id);
		await reissueLink(sql, id, mai);
		expect(await openLink(sql, fresh)).toBeNull();
	});

	it('that staff re-issue or revoke is in the audit log, without the secret', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		const mai = await someStaff();
		const secret = await reissueLink(sql, id, mai);
		expect(await closeLinks(sql, id, mai)).toBe(1);
		const logged = await sql`select staff_name, action, subject from audit order by id`;
		expect(logged).toEqual([
			{ staff_name: 'Mai', action: 'link.reissued', subject: `Booking ${id}` },
			{ staff_name: 'Mai', action: 'link.revoked', subject: `Booking ${id}` }
		]);
		const [row] = await sql`select audit::text as everything from audit`;
		expect(row!.everything).not.toContain(secret);
	});
});
