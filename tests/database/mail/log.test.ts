import { beforeAll, describe, expect, test } from 'vitest';
import { findMail, listMails, type MailFilter } from '../../../src/lib/server/mail/log.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const MAILS = 2_000;

let staffId: number;
beforeAll(async () => {
	const shop = await openShop(sql);
	const { id } = await shop.booked(shop.at(5, 9));
	staffId = (await staffOf(sql).somebody('owner')).id;
	await sql`delete from mail`;
	// A mail an hour; every tenth came back, every seventh is a reminder.
	await sql`
		insert into mail (
			booking_id, booking_version, kind, to_email, to_name, state, delivery, created_at
		)
		select
			${id}::bigint,
			1,
			case when n % 7 = 0 then 'reminder' else 'confirmation' end,
			'person' || n || '@example.com',
			'Person ' || n,
			'sent',
			case when n % 10 = 0 then 'failed' else 'delivered' end,
			${START}::timestamptz + n * interval '1 hour'
		from generate_series(0, ${MAILS - 1}) as n
	`;
	await sql`vacuum analyze mail`;
});

const found = async (filter: Partial<MailFilter>) => {
	const { mails, total } = await listMails(sql, { page: 1, pageSize: 20, ...filter });
	return { names: mails.map(({ toName }) => toName), total };
};

describe('the Email log', () => {
	test('is read in pages, the newest first', async () => {
		const { names, total } = await found({});
		expect(total).toBe(MAILS);
		expect(names.slice(0, 2)).toEqual([`Person ${MAILS - 1}`, `Person ${MAILS - 2}`]);
		expect((await found({ page: 2 })).names[0]).toBe(`Person ${MAILS - 21}`);
	});

	test('is narrowed by how far mails got, what they are about, and both', async () => {
		expect((await found({ delivery: 'failed' })).total).toBe(MAILS / 10);
		expect((await found({ state: 'sent' })).total).toBe(MAILS);
		expect((await found({ state: 'failed' })).total).toBe(0);
		expect((await found({ kind: 'reminder' })).total).toBe(Math.ceil(MAILS / 7));
		const both = await found({ kind: 'reminder', delivery: 'failed' });
		expect(both.total).toBe(Math.ceil(MAILS / 70));
		expect(both.names.at(-1)).toBe(`Person ${70 * (both.total - 20)}`);
	});

	test('is narrowed by when they were written, the end not included', async () => {
		const { names, total } = await found({ from: START + 2 * DAY, until: START + 3 * DAY });
		expect(total).toBe(24);
		expect(names[0]).toBe('Person 71');
	});
});

describe('whose mail may not be read by everybody', () => {
	test('holds a way into an account, which a test or a notice does not', async () => {
		const roleOf = async (kind: string, bookingId: number | null) => {
			const [mail] = await sql<{ id: number }[]>`
				insert into mail (staff_id, booking_id, booking_version, kind, to_email, to_name)
				select ${staffId}, b.id, case when b.id is not null then 1 end, ${kind}, 'a@b.example', 'A'
				from (select ${bookingId}::bigint) as b (id)
				returning id
			`;
			return (await findMail(sql, mail!.id))?.accountRole;
		};
		const [booking] = await sql<{ id: number }[]>`select id from booking`;
		expect(await roleOf('invite', null)).toBe('owner');
		expect(await roleOf('password_reset', null)).toBe('owner');
		expect(await roleOf('test', null)).toBeNull();
		expect(await roleOf('notice_moved', booking!.id)).toBeNull();
	});
});
