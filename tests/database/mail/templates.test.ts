import { beforeEach, describe, expect, test } from 'vitest';
import type { Staff } from '../../../src/lib/server/accounts/staff.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { changeTemplate, restoreTemplate } from '../../../src/lib/server/mail/change-template.ts';
import type { TemplateKind } from '../../../src/lib/server/mail/kinds.ts';
import type { Draft } from '../../../src/lib/server/mail/preview.ts';
import { sendTest } from '../../../src/lib/server/mail/send-test.ts';
import {
	findVersion,
	listEdits,
	listTemplates,
	readTemplate,
	templateKinds
} from '../../../src/lib/server/mail/template-store.ts';
import { defaultTemplates } from '../../../src/lib/server/mail/templates.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, secretsIn } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const OWN = { subject: 'See you, {{ customer_name }}', body: 'Dear {{ customer_name }}, come.' };
const origin = 'https://book.test';

let shop: Shop;
let by: Staff;

beforeEach(async () => {
	shop = await post.begin();
	by = await staffOf(sql).somebody('owner');
	// Mail that is counted here is what customers get.
	await sql`update staff set booking_notices = false`;
});

const change = (template: { subject: string; body: string }, kind: TemplateKind = 'confirmation') =>
	changeTemplate(sql, { kind, template, by });
const acts = async () =>
	(await sql<{ action: string }[]>`select action from audit order by id`).map(
		({ action }) => action
	);
const draft = (booking: Booking, more: Partial<Draft> = {}): Draft => ({
	kind: 'confirmation',
	template: defaultTemplates.confirmation,
	booking,
	allowed: 'now',
	origin,
	reader: by.name,
	...more
});

describe('the words of a template', () => {
	test('are the default until somebody writes others', async () => {
		expect(await readTemplate(sql, 'reminder')).toEqual(defaultTemplates.reminder);
		expect(await change(OWN, 'reminder')).toEqual({ result: 'saved' });
		expect(await readTemplate(sql, 'reminder')).toEqual(OWN);
		expect(await readTemplate(sql, 'confirmation')).toEqual(defaultTemplates.confirmation);
		expect(await acts()).toEqual(['template.changed']);
	});

	test('are in the next mail that is sent, also one that waits already', async () => {
		const { mailId } = await post.booked(shop);
		await change({
			subject: 'Own words',
			body: 'Come, {{ customer_name }}!\n\n{{ reschedule_button }}'
		});
		await post.send(mailId);
		const [message] = post.mailgun.messages;
		expect(message).toMatchObject({ subject: 'Own words' });
		expect(message!.text).toContain('Come, Customer 1!');
		expect(secretsIn(message!.html)).toHaveLength(1);
	});

	test('without a button leave no link to the booking in the mail', async () => {
		await change(OWN);
		const { mailId } = await post.booked(shop);
		await post.send(mailId);
		const [message] = post.mailgun.messages;
		expect(`${message!.html}${message!.text}`).not.toContain('/b/');
	});

	test('are not saved while a placeholder is unknown, and its line is told', async () => {
		const result = await change({ subject: 'Fine', body: 'One\n\nHello {{ custmer_name }}.' });
		expect(result).toMatchObject({
			result: 'faults',
			faults: [{ field: 'body', line: 3, words: expect.stringContaining('custmer_name') }]
		});
		expect(await sql`select from mail_template`).toHaveLength(0);
		expect(await acts()).toEqual([]);
	});

	test('are saved once, however often the same is sent', async () => {
		await change(OWN);
		await change(OWN);
		expect(await listEdits(sql, 'confirmation')).toHaveLength(1);
	});

	test('that are those of the default are the default', async () => {
		await change(OWN);
		await change({ ...defaultTemplates.confirmation });
		expect(await listEdits(sql, 'confirmation')).toMatchObject([
			{ isDefault: true, by: by.name },
			{ isDefault: false, by: by.name }
		]);
	});

	test('are not overwritten by somebody who has not seen them', async () => {
		const opened = { ...defaultTemplates.confirmation };
		await change(OWN);
		const mine = { ...opened, subject: 'Mine' };
		const late = { kind: 'confirmation', template: mine, by, opened } as const;
		expect(await changeTemplate(sql, late)).toMatchObject({
			result: 'changed',
			now: OWN,
			overwritten: [
				{ key: 'subject', was: opened.subject, theirs: OWN.subject, yours: 'Mine' },
				{ key: 'body', theirs: OWN.body, yours: opened.body }
			]
		});
		expect(await changeTemplate(sql, { ...late, opened: OWN })).toEqual({ result: 'saved' });
	});

	test('of two who save at the same moment, one is told of the other', async () => {
		const opened = { ...defaultTemplates.confirmation };
		const save = (subject: string) =>
			changeTemplate(sql, {
				kind: 'confirmation',
				template: { ...opened, subject },
				by,
				opened
			});
		const results = await Promise.all([save('One'), save('Two')]);
		expect(results.map(({ result }) => result).sort()).toEqual(['changed', 'saved']);
	});
});

describe('the history of a template', () => {
	test('keeps every edit, and the default can be restored from any', async () => {
		await change(OWN);
		await change({ ...OWN, subject: 'Second' });
		await restoreTemplate(sql, { kind: 'confirmation', by });
		await restoreTemplate(sql, { kind: 'confirmation', by });
		expect(await readTemplate(sql, 'confirmation')).toEqual(defaultTemplates.confirmation);
		const edits = await listEdits(sql, 'confirmation');
		expect(edits.map(({ isDefault }) => isDefault)).toEqual([true, false, false]);
		const oldest = String(edits.at(-1)!.id);
		expect(await findVersion(sql, 'confirmation', oldest)).toEqual({ name: oldest, ...OWN });
		expect(await findVersion(sql, 'reminder', oldest)).toBeNull();
		expect(await findVersion(sql, 'reminder', 'default')).toMatchObject(defaultTemplates.reminder);
		for (const none of ['0', '999', 'x', "'"]) {
			expect(await findVersion(sql, 'confirmation', none)).toBeNull();
		}
		expect(await acts()).toEqual(['template.changed', 'template.changed', 'template.restored']);
	});

	test('says in the list whose words a mail has', async () => {
		await change(OWN, 'reminder');
		const list = await listTemplates(sql);
		expect(list.map(({ kind }) => kind)).toEqual(templateKinds);
		expect(list.filter(({ edited }) => edited)).toMatchObject([
			{ kind: 'reminder', name: 'Reminder', last: { by: by.name } }
		]);
	});
});

describe('a test', () => {
	test('goes to who asked for it through the ordinary queue, with nobody real in it', async () => {
		const booking = await shop.booked(shop.at(5, 9));
		const template = {
			subject: 'Hello {{ customer_name }}',
			body: '{{ customer_name }}, at {{ time }}.\n\n{{ reschedule_button }}'
		};
		const result = await sendTest(sql, { ...draft(booking, { template }), to: by, by });
		if (result.result !== 'queued') throw new Error(result.result);
		const jobs = await sql`select from graphile_worker.jobs where key = ${`mail:${result.mailId}`}`;
		expect(jobs).toHaveLength(1);
		await post.send(result.mailId);
		expect(post.mailgun.messages).toHaveLength(1);
		const [message] = post.mailgun.messages;
		expect(message).toMatchObject({
			to: `"${by.name}" <${by.email}>`,
			subject: '[Test] Hello Ada Example'
		});
		expect(message!.text).toContain('This is a test');
		expect(message!.text).toContain('Ada Example, at 9:00');
		expect(message!.html).toContain(`${origin}/b/example`);
		expect(JSON.stringify(message)).not.toMatch(/Customer 1|customer1@/);
		expect(await post.logged(result.mailId)).toMatchObject({ kind: 'test', state: 'sent' });
		expect(await acts()).toEqual(['template.tested']);
	});

	test('of words that cannot be filled is not sent', async () => {
		const booking = await shop.booked(shop.at(5, 9));
		const template = { subject: 'Hi', body: '{{ nobody }}' };
		const result = await sendTest(sql, { ...draft(booking, { template }), to: by, by });
		expect(result).toMatchObject({ result: 'faults', faults: [{ field: 'body' }] });
		expect(await sql`select from mail where kind = 'test'`).toHaveLength(0);
	});

	test('tells what is wrong with the words as they are, not with what stands above them', async () => {
		const booking = await shop.booked(shop.at(5, 9));
		const send = (body: string) =>
			sendTest(sql, { ...draft(booking, { template: { subject: 'Hi', body } }), to: by, by });
		expect(await send('One\n{{ nope }}')).toMatchObject({ faults: [{ line: 2 }] });
		expect(await send('{% if how_soon == "never" %}Hello{% endif %}')).toMatchObject({
			faults: [{ words: 'There would be mails without any text.' }]
		});
		expect(await send('a'.repeat(20_001))).toMatchObject({ result: 'faults' });
		expect(await send('a'.repeat(20_000))).toMatchObject({ result: 'queued' });
	});

	test('can be sent a few times a minute, also when all are asked for at once', async () => {
		const booking = await shop.booked(shop.at(5, 9));
		const asked = Array.from({ length: 8 }, () => sendTest(sql, { ...draft(booking), to: by, by }));
		const results = (await Promise.all(asked)).map(({ result }) => result);
		expect(results.filter((result) => result === 'queued')).toHaveLength(5);
		expect(results.filter((result) => result === 'too_many')).toHaveLength(3);
	});
});
