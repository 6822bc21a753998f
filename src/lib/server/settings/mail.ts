import type { QuietHours } from '../../scheduling/reminders.ts';
import type { Queryable } from '../database/connection.ts';

/**
 * When customers are reminded (minutes before the start, of elapsed time), when they are not (null
 * for never), and since when no customer is written to at all.
 */
export type MailSettings = {
	reminderMinutes: number[];
	quietHours: QuietHours | null;
	paused: { at: number; by: string } | null;
};

const defaults: MailSettings = {
	reminderMinutes: [1440, 120],
	quietHours: { fromMinute: 1260, untilMinute: 420 },
	paused: null
};

/** Reads how mail to customers is set up. */
export async function readMailSettings(sql: Queryable): Promise<MailSettings> {
	const [settings] = await sql<MailSettings[]>`
		select
			reminder_minutes as "reminderMinutes",
			case
				when quiet_from_minute is not null
				then json_build_object(
					'fromMinute', quiet_from_minute, 'untilMinute', quiet_until_minute
				)
			end as "quietHours",
			case
				when paused_at is not null
				then json_build_object(
					'at', floor(extract(epoch from paused_at) * 1000), 'by', paused_by
				)
			end as paused
		from mail_settings
	`;
	return settings ?? defaults;
}
