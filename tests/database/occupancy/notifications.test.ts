import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { release } from '../../../src/lib/server/holds/release.ts';
import { issueLink, openLink, revokeLinks } from '../../../src/lib/server/links/manage-link.ts';
import { pauseMail } from '../../../src/lib/server/mail/pause.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { readServiceOffer } from '../../../src/lib/server/offer.ts';
import { addFieldworker } from '../../../src/lib/server/people/fieldworkers.ts';
import { saveBusiness } from '../../../src/lib/server/settings/business.ts';
import { changeReminders } from '../../../src/lib/server/settings/change-reminders.ts';
import { saveHoursException, saveWeeklyHours } from '../../../src/lib/server/working-hours.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const CHANNELS = ['occupancy', 'rules', 'booking', 'hold', 'access'];

let shop: Shop;
let mine: Booking;
let arrived: string[] = [];
let marks = new Map<string, () => void>();
const at = (hour: number) => shop.at(3, hour);
const owner = () => staffOf(sql).somebody('owner');

beforeAll(async () => {
	// One connection listens to all of them, so what is notified first arrives first.
	for (const channel of CHANNELS) {
		await sql.listen(channel, (payload) => arrived.push(`${channel} ${payload}`.trim()));
	}
	await sql.listen('mark', (mark) => marks.get(mark)?.());
});

beforeEach(async () => {
	marks = new Map();
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	mine = await shop.booked(at(9));
});

/** Everything that is heard of some work, and of nothing before it. */
async function heard(work: () => Promise<unknown>): Promise<string[]> {
	await everythingHeard();
	arrived = [];
	await work();
	await everythingHeard();
	return arrived;
}

/** Waits for a mark that was sent after all that is committed by now. */
async function everythingHeard(): Promise<void> {
	const mark = randomUUID();
	const marked = new Promise<void>((resolve) => marks.set(mark, resolve));
	await sql`select pg_notify('mark', ${mark})`;
	await marked;
}

/** What is said of a stretch of hours with a fieldworker, by default the first. */
const taken = (from: number, until: number, n = 0) =>
	`occupancy ${shop.fieldworkerIds[n]}:${at(from) / 1000}:${at(until) / 1000}`;
const of = (channel: string, all: string[]) => all.filter((one) => one.startsWith(`${channel} `));
/** A booking and whose it was, where that changed, and is. */
const ofBooking = (id: number, ...workers: number[]) =>
	[`booking ${id}`, ...workers.map((n) => shop.fieldworkerIds[n])].join(':');
const moveTo = (hour: number, fieldworkerId?: number) =>
	move(sql, {
		bookingId: mine.id,
		startsAt: at(hour),
		fieldworkerId,
		reason: '',
		actor: { kind: 'system', notify: false }
	});

describe('a change of time is heard', () => {
	it('when something is booked: the fieldworker and the time, and the booking’s id', async () => {
		const all = await heard(() => shop.booked(at(12), shop.fieldworkerIds[1]));
		expect(of('occupancy', all)).toEqual([taken(12, 13, 1)]);
		expect(of('booking', all)).toEqual([ofBooking(mine.id + 1, 1)]);
	});

	it('when a booking is moved, in both places', async () => {
		const all = await heard(() => moveTo(12));
		expect(of('occupancy', all)).toEqual([taken(9, 10), taken(12, 13)]);
		expect(of('booking', all)).toEqual([ofBooking(mine.id, 0)]);
	});

	it('when a booking goes to another fieldworker, with both', async () => {
		const all = await heard(() => moveTo(9, shop.fieldworkerIds[1]));
		expect(of('occupancy', all)).toEqual([taken(9, 10, 0), taken(9, 10, 1)]);
		expect(of('booking', all)).toEqual([ofBooking(mine.id, 0, 1)]);
	});

	it('when a booking is cancelled', async () => {
		const all = await heard(() => cancel(sql, { bookingId: mine.id, reason: '', actor: BY_LINK }));
		expect(of('occupancy', all)).toEqual([taken(9, 10)]);
		expect(of('booking', all)).toEqual([ofBooking(mine.id, 0)]);
	});

	it('when time is blocked, and for the bookings in it that share it now', async () => {
		const event = { startsAt: at(8.5), endsAt: at(15), title: 'Conference' };
		const all = await heard(() => block(sql, { fieldworkerId: null, ...event }));
		expect(of('occupancy', all).sort()).toEqual(
			[taken(8.5, 15, 0), taken(8.5, 15, 1), taken(9, 10, 0)].sort()
		);
	});

	it('when a time is held and released, and that a hold changed', async () => {
		const wish = { bookingId: mine.id, startsAt: at(9.5), language: 'en' };
		const held = await heard(() => holdForBooking(sql, wish));
		expect(held.sort()).toEqual(['hold', taken(10, 10.5)]);
		const released = await heard(() => release(sql, { bookingId: mine.id }));
		expect(released.sort()).toEqual(['hold', taken(10, 10.5)]);
	});

	it('with what is not a whole second widened, so that nothing is missed', async () => {
		const all = await heard(
			() => sql`
				update occupancy
				set during = tstzrange(lower(during) + interval '400 ms', upper(during) - interval '400 ms')
			`
		);
		expect(all).toEqual([taken(9, 10)]);
	});
});

describe('a change of details or rules is heard', () => {
	it('when details are edited, as the booking alone', async () => {
		const details = { phone: '1', address: '2 Secret Street', notes: 'Beware of the dog' };
		const all = await heard(() =>
			editDetails(sql, { bookingId: mine.id, details, actor: BY_LINK })
		);
		expect(all).toEqual([ofBooking(mine.id, 0)]);
	});

	const everyDay = [{ weekday: 1, opensMinute: 480, closesMinute: 900 }];
	const dayOff = { date: '2030-01-01', spans: [], note: 'Dentist' };
	const changes: Record<string, () => Promise<unknown>> = {
		'flags are saved': () => shop.setFlags({ allowCancel: false }),
		'hours change': () => transaction(sql, (tx) => saveWeeklyHours(tx, null, everyDay)),
		'a date gets other hours': () => transaction(sql, (tx) => saveHoursException(tx, null, dayOff)),
		'a service changes': () => sql`update service set name = 'Course'`,
		'a service comes': () => sql`insert into service (name, duration_minutes) values ('Swim', 30)`,
		'mail is paused': async () => pauseMail(sql, { scope: 'all', paused: true, by: await owner() }),
		'a fieldworker stops doing a service': () => sql`delete from fieldworker_service`,
		'a fieldworker leaves': () => sql`update fieldworker set active = false`,
		'the business changes': () => sql`update business set time_zone = 'Europe/Berlin'`
	};
	for (const [words, change] of Object.entries(changes)) {
		it(`when ${words}: the number of the rules, which has grown`, async () => {
			const version = async () =>
				(await sql<{ version: number }[]>`select version from flags`)[0]!.version;
			const before = await version();
			const all = await heard(change);
			const after = await version();
			expect(after).toBeGreaterThan(before);
			expect(of('rules', all)).toContain(`rules ${after}`);
			expect(of('occupancy', all)).toEqual([]);
		});
	}
});

describe('a loss of access is heard', () => {
	it('when a booking’s links are revoked, but not when they live longer or are used', async () => {
		const secret = await issueLink(sql, mine.id);
		expect(of('access', await heard(() => moveTo(12)))).toEqual([]);
		expect(await heard(() => openLink(sql, secret))).toEqual([]);
		expect(await heard(() => revokeLinks(sql, mine.id))).toEqual([`access link:${mine.id}`]);
	});

	it('when somebody signs out, has another role, or is gone', async () => {
		const [staff] = await sql<{ id: number }[]>`
			insert into staff (name, email, password_hash, role)
			values ('Ada', 'ada@example.com', '', 'owner')
			returning id
		`;
		const id = staff!.id;
		const signIn = () => sql`
			insert into staff_session (id, staff_id, expires_at)
			values (${randomUUID()}, ${id}, now() + interval '1 day')
		`;
		expect(await heard(signIn)).toEqual([]);
		const expected = [`access staff:${id}`];
		expect(await heard(() => sql`delete from staff_session`)).toEqual(expected);
		expect(await heard(() => sql`update staff set role = 'admin'`)).toEqual(expected);
		await signIn();
		expect(await heard(() => sql`delete from staff`)).toEqual(expected);
	});
});

describe('nothing is heard', () => {
	it('of when customers are reminded, nor of what is saved as it was', async () => {
		const by = await owner();
		const save = (reminderMinutes: number[], serviceIds: number[]) =>
			changeReminders(sql, { settings: { reminderMinutes, quietHours: null, serviceIds }, by });
		const all = await heard(async () => {
			await save([60], [shop.serviceId]);
			await save([90], []);
			await sql`update service set name = name`;
		});
		expect(all).toEqual([]);
	});
	it('of what is rolled back, nor of a refusal', async () => {
		await shop.booked(at(12));
		expect(await heard(() => moveTo(12))).toEqual([]);
		const all = await heard(() =>
			transaction(sql, async (tx, rollback) => {
				await tx`update booking set version = version + 1`;
				await tx`update flags set version = version + 1`;
				await tx`delete from occupancy`;
				rollback(null);
			})
		);
		expect(all).toEqual([]);
	});

	it('of what is only read', async () => {
		const range = { from: shop.date(0), until: shop.date(30) };
		expect(await heard(() => readServiceOffer(sql, shop.serviceId, 'any', range))).toEqual([]);
	});

	it('that is personal: numbers, and nothing else', async () => {
		const all = await heard(async () => {
			const booking = await shop.booked(at(13));
			await holdForBooking(sql, { bookingId: booking.id, startsAt: at(15), language: 'en' });
			await moveTo(11);
			await issueLink(sql, mine.id);
			await revokeLinks(sql, mine.id);
			await shop.setFlags({ tooLateWords: 'Ring us' });
			await cancel(sql, { bookingId: booking.id, reason: 'Ill', actor: BY_LINK });
		});
		expect(all.length).toBeGreaterThan(8);
		for (const one of all) {
			expect(one).toMatch(
				/^(hold|rules \d+|booking \d+(:\d+){1,2}|access link:\d+|occupancy \d+:\d+:\d+)$/
			);
		}
	});
});

describe('the version of what is on offer', () => {
	const version = async () => {
		const range = { from: shop.date(3), until: shop.date(4) };
		return (await readServiceOffer(sql, shop.serviceId, 'any', range))!.version;
	};

	it('does not shrink when a fieldworker is removed, busy as they were', async () => {
		const id = await addFieldworker(sql, {
			name: 'Busy',
			email: '',
			color: '#4f46e5',
			serviceIds: [shop.serviceId],
			weekly: []
		});
		await sql`update fieldworker set occupancy_version = 1000 where id = ${id}`;
		const before = await version();
		const all = await heard(() => sql`delete from fieldworker where id = ${id}`);
		expect(await version()).toBeGreaterThan(before);
		expect(of('rules', all)).not.toEqual([]);
	});

	it('grows with every kind of change', async () => {
		const steps: (() => Promise<unknown>)[] = [
			() => shop.booked(at(12)),
			() => moveTo(14),
			() => holdForBooking(sql, { bookingId: mine.id, startsAt: at(16), language: 'en' }),
			() => release(sql, { bookingId: mine.id }),
			() => cancel(sql, { bookingId: mine.id, reason: '', actor: BY_LINK }),
			() => block(sql, { fieldworkerId: null, startsAt: at(8), endsAt: at(9), title: '' }),
			() => shop.setFlags({}),
			() => saveBusiness(sql, { ...BUSINESS, timeZone: 'Europe/Berlin' })
		];
		let before = await version();
		for (const step of steps) {
			await step();
			const after = await version();
			expect(after, step.toString()).toBeGreaterThan(before);
			before = after;
		}
	});
});

const BUSINESS = {
	name: 'Test & Sons',
	locale: 'en-US',
	address: '',
	phone: '',
	email: '',
	accentColor: '#0f766e',
	weekStart: 1
};
