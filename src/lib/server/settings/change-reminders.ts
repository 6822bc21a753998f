import type { QuietHours } from '../../scheduling/reminders.ts';
import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { replanReminders } from '../reminders/plan-all.ts';
import { listCatalog, type CatalogService } from '../services/catalog.ts';
import { readMailSettings } from './mail.ts';

/** When customers are reminded (minutes before the start), when they are not, and of which services. */
export type ReminderSettings = {
	reminderMinutes: readonly number[];
	quietHours: QuietHours | null;
	serviceIds: readonly number[];
};

/** The same as it is now, with all services and how many bookings of each are to come. */
export type PresentReminders = Omit<ReminderSettings, 'serviceIds'> & {
	services: CatalogService[];
};

/** `now` is what is kept from now on; the reminders of so many `upcoming` bookings are planned anew. */
export type ChangeRemindersResult = { result: 'saved'; now: Values; upcoming: number } | Changed;

export async function readReminders(sql: Queryable): Promise<PresentReminders> {
	const [{ reminderMinutes, quietHours }, services] = await Promise.all([
		readMailSettings(sql),
		listCatalog(sql)
	]);
	return { reminderMinutes, quietHours, services };
}

/**
 * Changes when and of what customers are reminded, logs it, and has the reminders of all upcoming
 * bookings planned anew. With `opened`, what reminderValues() said when they were opened, nothing that
 * others changed since is overwritten.
 */
export async function changeReminders(
	sql: Queryable,
	{ settings, by, opened }: { settings: ReminderSettings; by: By; opened?: Values }
): Promise<ChangeRemindersResult> {
	return transaction<ChangeRemindersResult>(sql, async (tx, rollback) => {
		await lockSettings(tx);
		const old = reminderValues(await readReminders(tx));
		await store(tx, settings);
		const present = await readReminders(tx);
		const now = reminderValues(present);
		const changed = changedSince(opened, old, now);
		if (changed) return rollback(changed);
		await recordAct(tx, by, { action: 'reminders.changed', old, new: now });
		await replanReminders(tx);
		const upcoming = present.services.reduce((sum, service) => sum + service.upcoming, 0);
		return { result: 'saved', now, upcoming };
	});
}

/** What the audit log tells of them. */
export function reminderValues({ services, ...rest }: PresentReminders): Values {
	const reminding = services.filter(({ reminders }) => reminders);
	return { ...rest, services: reminding.map(({ name }) => name) };
}

async function lockSettings(tx: Transaction): Promise<void> {
	await tx`insert into mail_settings default values on conflict do nothing`;
	await tx`select from mail_settings for update`;
	await tx`select from service order by id for no key update`;
}

async function store(tx: Transaction, settings: ReminderSettings): Promise<void> {
	const { reminderMinutes, quietHours, serviceIds } = settings;
	const sorted = [...new Set(reminderMinutes)].sort((one, other) => other - one);
	await tx`
		update mail_settings
		set reminder_minutes = ${sorted}::integer[],
			quiet_from_minute = ${quietHours?.fromMinute ?? null},
			quiet_until_minute = ${quietHours?.untilMinute ?? null}
	`;
	await tx`
		update service
		set reminders = not reminders
		where reminders <> (id = any(${serviceIds as number[]}::integer[]))
	`;
}
