import { beforeEach, describe, expect, it } from 'vitest';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { planAllReminders } from '../../../src/lib/server/reminders/plan-all.ts';
import { findService } from '../../../src/lib/server/services/catalog.ts';
import { saveService } from '../../../src/lib/server/services/save.ts';
import { readBusiness } from '../../../src/lib/server/settings/business.ts';
import { changeBusiness } from '../../../src/lib/server/settings/change-business.ts';
import {
	changeReminders,
	readReminders,
	reminderValues,
	type ReminderSettings
} from '../../../src/lib/server/settings/change-reminders.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
let shop: Shop;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	by = await staffOf(sql).somebody('owner');
});

const night = { fromMinute: 21 * 60, untilMinute: 7 * 60 };
const save = (parts: Partial<ReminderSettings>, opened?: Record<string, unknown>) =>
	changeReminders(sql, {
		settings: {
			reminderMinutes: [1440, 120],
			quietHours: night,
			serviceIds: [shop.serviceId],
			...parts
		},
		by,
		...(opened && { opened })
	});
const asOpened = async () =>
	JSON.parse(JSON.stringify(reminderValues(await readReminders(sql)))) as Record<string, unknown>;
const isReplanned = async () => {
	const jobs = await sql`
		delete from graphile_worker._private_jobs
		where key = 'plan_reminders'
		returning key
	`;
	return jobs.length === 1;
};

describe('when customers are reminded', () => {
	it('is a day and two hours before, outside the night, while nobody says otherwise', async () => {
		expect(await asOpened()).toEqual({
			reminderMinutes: [1440, 120],
			quietHours: night,
			services: ['Lesson']
		});
	});

	it('is kept as it is said, and counts for upcoming bookings too', async () => {
		await shop.booked(shop.at(4, 14));
		await shop.booked(shop.at(5, 14));
		const saved = await save({ reminderMinutes: [60, 2880, 60], quietHours: null });
		expect(saved).toMatchObject({ result: 'saved', upcoming: 2 });
		expect(await asOpened()).toEqual({
			reminderMinutes: [2880, 60],
			quietHours: null,
			services: ['Lesson']
		});
		expect(await isReplanned()).toBe(true);
		await planAllReminders(sql);
		expect((await plannedReminders(sql)).map(({ minutesBefore }) => minutesBefore)).toEqual([
			2880, 60, 2880, 60
		]);
	});

	it('is logged, with what changed', async () => {
		await save({ reminderMinutes: [60] });
		expect(await sql`select action, old_values, new_values from audit`).toEqual([
			{
				action: 'reminders.changed',
				old_values: { reminderMinutes: [1440, 120] },
				new_values: { reminderMinutes: [60] }
			}
		]);
	});

	it('of no service is of nobody, until the service is switched on again', async () => {
		const { startsAt } = await shop.booked(shop.at(4, 14));
		await save({ serviceIds: [] });
		await planAllReminders(sql);
		expect(await plannedReminders(sql)).toEqual([]);
		expect(await reminderJobs(sql)).toEqual([]);
		await isReplanned();

		const { fieldworkers, ...service } = (await findService(sql, shop.serviceId))!;
		expect(service.reminders).toBe(false);
		const fieldworkerIds = fieldworkers.map(({ id }) => id);
		const again = (reminders: boolean) =>
			saveService(sql, shop.serviceId, { ...service, fieldworkerIds, reminders }, by);
		await again(false);
		expect(await isReplanned()).toBe(false);
		await again(true);
		expect(await isReplanned()).toBe(true);
		await planAllReminders(sql);
		expect((await reminderJobs(sql)).map(({ dueAt }) => dueAt)).toEqual([
			startsAt - 86_400_000,
			startsAt - 7_200_000
		]);
	});

	it('that somebody else changed since it was opened is left as it is', async () => {
		const opened = await asOpened();
		await save({ reminderMinutes: [60] });
		expect(await save({ reminderMinutes: [30] }, opened)).toMatchObject({
			result: 'changed',
			overwritten: [{ key: 'reminderMinutes', was: [1440, 120], theirs: [60], yours: [30] }]
		});
		expect(await asOpened()).toMatchObject({ reminderMinutes: [60] });
	});

	it('is planned anew where the business gets another zone, as quiet hours are on its clocks', async () => {
		await shop.booked(shop.at(4, 8));
		const nineInTheEvening = shop.at(3, 21);
		expect((await plannedReminders(sql)).at(-1)!.dueAt).toBe(nineInTheEvening);
		const { logo: _, ...business } = (await readBusiness(sql))!;
		const timeZone = 'Asia/Tokyo';
		await changeBusiness(sql, { business: { ...business, timeZone }, zoneSeen: timeZone, by });
		expect(await isReplanned()).toBe(true);
		await planAllReminders(sql);
		// Six in the morning in New York is the evening in Tokyo.
		expect((await plannedReminders(sql)).at(-1)!.dueAt).toBe(shop.at(4, 8) - 7_200_000);
	});

	it('changes under bookings that move: each has the reminders of what holds in the end', async () => {
		const bookings = await Promise.all(
			[9, 10, 11, 12, 13, 14].map(async (hour) => {
				const { id } = await shop.booked(shop.at(4, hour));
				return { id, hour };
			})
		);
		const moves = bookings.map(async ({ id, hour }) => {
			for (let day = 5; day <= 10; day++) {
				await move(sql, {
					...{ bookingId: id, startsAt: shop.at(day, hour), reason: '' },
					actor: { kind: 'system', notify: false }
				});
			}
		});
		const changes = (async () => {
			for (const minutes of [30, 45, 60, 90]) {
				await save({ reminderMinutes: [minutes] });
				await planAllReminders(sql);
			}
		})();
		await Promise.all([...moves, changes]);
		const present = await sql<{ id: number; startsAt: number }[]>`
			select id, starts_at as "startsAt"
			from booking
			order by id
		`;
		expect(await reminderJobs(sql)).toEqual(
			present.map(({ id, startsAt }) => ({
				...{ bookingId: id, minutesBefore: 90, dueAt: startsAt - 90 * 60_000 }
			}))
		);
	});
});
