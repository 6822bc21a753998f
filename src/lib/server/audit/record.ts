import type { Queryable } from '../database/connection.ts';

/** Who did it. The name is kept, so that the log still says it when they have left. */
export type By = { id: number; name: string };

/** A thing that staff did: the action as `noun.verb`, what it was done to, and what changed. */
export type Act = {
	action: AuditAction;
	/** What it was done to, as people call it: a name, a date. */
	subject?: string;
	old?: Record<string, unknown>;
	new?: Record<string, unknown>;
};

/** Everything that the log tells of. What happens to bookings is in their own history. */
type AuditAction =
	| 'business.changed'
	| 'business.logo_changed'
	| 'hours.changed'
	| 'exception.added'
	| 'exception.removed'
	| 'flags.changed'
	| 'reminders.changed'
	| 'template.changed'
	| 'template.restored'
	| 'template.tested'
	| 'service.added'
	| 'service.changed'
	| 'fieldworker.added'
	| 'fieldworker.changed'
	| 'blocked_event.added'
	| 'blocked_event.removed'
	| 'customer.added'
	| 'customer.changed'
	| 'customer.erased'
	| 'customer.asked_to_reschedule'
	| 'customer.address_cleared'
	| 'booking.mail_sent'
	| 'booking.clash_kept'
	| 'bookings.exported'
	| 'mail.paused'
	| 'mail.resumed'
	| 'link.reissued'
	| 'link.revoked'
	| 'staff.invited'
	| 'staff.joined'
	| 'staff.changed'
	| 'staff.deactivated'
	| 'staff.reactivated'
	| 'staff.password_reset_sent'
	| 'staff.password_changed'
	| 'staff.signed_in'
	| 'session.revoked'
	| 'setup.completed';

/**
 * Writes what somebody of the staff did into the audit log, in the transaction that did it: what is
 * logged was done, and what was done is logged. Of `old` and `new` only what differs is kept. Never
 * hand it a password or a secret.
 */
export async function recordAct(sql: Queryable, by: By, act: Act): Promise<void> {
	const { old, new: fresh } = act;
	const keys = Object.keys({ ...old, ...fresh }).filter(
		(key) => JSON.stringify(old?.[key]) !== JSON.stringify(fresh?.[key])
	);
	const only = (values: Record<string, unknown> | undefined) =>
		values ? JSON.stringify(Object.fromEntries(keys.map((key) => [key, values[key]]))) : null;
	await sql`
		insert into audit (staff_id, staff_name, action, subject, old_values, new_values)
		values (
			${by.id},
			${by.name},
			${act.action},
			${act.subject ?? ''},
			${only(old)}::text::jsonb,
			${only(fresh)}::text::jsonb
		)
	`;
}
