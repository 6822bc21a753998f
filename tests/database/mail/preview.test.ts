import { beforeEach, expect, test } from 'vitest';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { bookingToPreview, findToPreview } from '../../../src/lib/server/mail/preview-booking.ts';
import { previewMail, type Draft } from '../../../src/lib/server/mail/preview.ts';
import { templateKinds } from '../../../src/lib/server/mail/template-store.ts';
import { defaultTemplates } from '../../../src/lib/server/mail/templates.ts';
import { readFlags, saveFlags } from '../../../src/lib/server/settings/flags.ts';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, secretsIn } from '../../support/post.ts';
import { ZONE, type Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

const draft = (booking: Booking, more: Partial<Draft> = {}): Draft => ({
	kind: 'confirmation',
	template: defaultTemplates.confirmation,
	booking,
	allowed: 'now',
	origin: 'https://book.test',
	reader: 'Olga',
	...more
});

test.each(templateKinds)(
	'a preview of %s can be had with a real booking, and holds no secret',
	async (kind) => {
		const booking = await shop.booked(shop.at(5, 9));
		const before = await sql`select count(*) from manage_link`;
		const { rendered, faults } = await previewMail(
			sql,
			draft(booking, { kind, template: defaultTemplates[kind] })
		);
		expect(faults).toEqual([]);
		if (kind !== 'confirm_email') expect(rendered!.text).toContain('Customer 1');
		expect(secretsIn(rendered!.html)).toEqual([]);
		expect(await sql`select count(*) from manage_link`).toEqual(before);
	}
);

test('a preview shows what is gone when customers may not change a booking', async () => {
	const booking = await shop.booked(shop.at(5, 9));
	const text = async (allowed: Draft['allowed']) =>
		(await previewMail(sql, draft(booking, { allowed }))).rendered!.text;
	expect(await text('now')).toContain('/b/example');
	expect(await text('no')).not.toContain('/b/');
	await shop.setFlags({ allowReschedule: false, allowCancel: false });
	expect(await text('now')).not.toContain('/b/');
	expect(await text('yes')).toContain('/b/example/cancellation');
});

test('a preview of a move tells the time before, or one that is made up', async () => {
	const booking = await shop.booked(shop.at(5, 9));
	const template = { subject: 'Moved', body: 'From {{ old_date }}, {{ old_time }} on.' };
	const text = async () => {
		const { booking: now } = await bookingToPreview(sql, { id: booking.id, find: '' });
		return (await previewMail(sql, draft(now, { kind: 'rescheduled', template }))).rendered!.text;
	};
	expect(await text()).toMatch(/From \w+day.*, 9:00/);
	await post.move(booking.id, shop.at(6, 14));
	expect(await text()).toContain('9:00');
});

test.each([
	['begins', '2027-03-14'],
	['ends', '2027-11-07']
])(
	'a preview of a move has the same hour on the day before, also when summer time %s',
	async (_, date) => {
		const booking = await shop.booked(shop.at(5, 9));
		const startsAt = instantOf(ZONE, date, 9 * 60);
		const onTheDay = { ...booking, startsAt, endsAt: startsAt + 3_600_000 };
		const template = { subject: 'Moved', body: 'From {{ old_time }} on.' };
		const about = draft(onTheDay, { kind: 'rescheduled', template });
		expect((await previewMail(sql, about)).rendered!.text).toContain('From 9:00');
	}
);

test('a preview says what is wrong instead', async () => {
	const booking = await shop.booked(shop.at(5, 9));
	const template = { subject: 'Hi', body: 'One\n{{ nobody }}' };
	const { rendered, faults } = await previewMail(sql, draft(booking, { template }));
	expect(rendered).toBeNull();
	expect(faults).toMatchObject([{ field: 'body', line: 2 }]);
});

test('a preview has the booking that was asked for, or the next one, or an example', async () => {
	const shown = async (id: number | null, find = '') => {
		const { booking, example } = await bookingToPreview(sql, { id, find });
		return example ? 'example' : booking.id;
	};
	expect(await shown(null)).toBe('example');
	const example = (await bookingToPreview(sql, { id: null, find: '' })).booking;
	for (const kind of templateKinds) {
		const { faults } = await previewMail(
			sql,
			draft(example, { kind, template: defaultTemplates[kind] })
		);
		expect(faults).toEqual([]);
	}
	const later = await shop.booked(shop.at(9, 9));
	const next = await shop.booked(shop.at(5, 9));
	expect(await shown(null)).toBe(next.id);
	expect(await shown(later.id)).toBe(later.id);
	expect(await shown(null, 'customer1@')).toBe(later.id);
	expect(await shown(null, `#${later.id}`)).toBe(later.id);
	expect(await shown(null, 'nobody at all')).toBe(next.id);
	expect(await shown(999)).toBe(next.id);
	// Rather one that its customer may still move and cancel.
	const flags = await readFlags(sql);
	await saveFlags(sql, { ...flags, cancelNoticeHours: 24 * 7 });
	expect(await shown(null)).toBe(later.id);
	await saveFlags(sql, { ...flags, cancelNoticeHours: 24 * 30 });
	expect(await shown(null)).toBe(next.id);
	expect((await findToPreview(sql, 'Customer')).map(({ id }) => id)).toEqual([next.id, later.id]);
});
