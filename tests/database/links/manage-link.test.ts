import { beforeEach, describe, expect, it } from 'vitest';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import {
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
		const fresh = await reissueLink(sql, id);
		expect(await openLink(sql, other)).toBeNull();
		expect(await openLink(sql, fresh)).toBe(id);
		await reissueLink(sql, id);
		expect(await openLink(sql, fresh)).toBeNull();
	});
});
