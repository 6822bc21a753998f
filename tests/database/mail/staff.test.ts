import { beforeEach, expect, test } from 'vitest';
import { readStaffToken } from '../../../src/lib/server/accounts/staff-token.ts';
import { listMails } from '../../../src/lib/server/mail/log.ts';
import { queueStaffMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun, send, keep } = post;

beforeEach(async () => {
	await post.begin();
});

const person = { name: 'Ada', email: 'ada@example.com', role: 'admin' } as const;

const invited = async () => {
	const [staff] = await sql<{ id: number }[]>`
		insert into staff ${sql(person)}
		returning id
	`;
	await queueStaffMail(sql, { staffId: staff!.id, kind: 'invite' });
	const [mail] = await sql<{ id: number }[]>`
		select id from mail where staff_id = ${staff!.id} order by id desc
	`;
	return { staffId: staff!.id, mailId: mail!.id };
};

const tokenIn = (text: string | null) => /\/join\/([\w-]{43})/.exec(text ?? '')?.[1];

test('is sent with a secret that opens, and kept in the log without it', async () => {
	const { staffId, mailId } = await invited();
	expect(await sql`select from staff_token`).toHaveLength(0);
	await send(mailId);
	const sent = mailgun.messages.at(-1)!;
	expect(sent.to).toBe('"Ada" <ada@example.com>');
	expect(sent.variables).toEqual({ 'mail-id': String(mailId) });
	const secret = tokenIn(sent.text)!;
	expect(await readStaffToken(sql, secret, 'invite')).toMatchObject({ staffId });
	const logged = await post.logged(mailId);
	expect(logged).toMatchObject({ state: 'sent', bookingId: null, accountRole: 'admin' });
	expect(JSON.stringify(logged)).not.toContain(secret);
});

test('is kept whole where nothing is sent, and can be found by its address', async () => {
	const { mailId } = await invited();
	await keep(mailId);
	expect(tokenIn((await post.logged(mailId)).text)).toBeDefined();
	const { mails } = await listMails(sql, { search: 'ada@', page: 1, pageSize: 10 });
	expect(mails.map(({ kind }) => kind)).toEqual(['invite']);
});

test('is not sent to somebody who has left, or has a password by now', async () => {
	const { staffId, mailId } = await invited();
	await sql`update staff set active = false where id = ${staffId}`;
	await send(mailId);
	expect((await post.logged(mailId)).state).toBe('superseded');
	await sql`update staff set active = true, password_hash = 'x' where id = ${staffId}`;
	await queueStaffMail(sql, { staffId, kind: 'invite' });
	await send(mailId + 1);
	expect((await post.logged(mailId + 1)).state).toBe('superseded');
	expect(await sql`select from staff_token`).toHaveLength(0);
});
