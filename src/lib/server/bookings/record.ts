import type { Transaction } from '../database/connection.ts';
import { channelOf, type Actor } from './actor.ts';
import type { Booking } from './find.ts';

/** What a customer or staff may write on a booking besides its time. */
export type Details = { phone: string; address: string; notes: string };

/** One thing that happened to a booking: what it is now, and what it was before (none when booked). */
export type Change = {
	action: 'booked' | 'moved' | 'cancelled' | 'edited' | 'completed' | 'no_show' | 'reopened';
	actor: Actor;
	reason: string;
	before: Booking | null;
	after: Booking;
};

/** Writes the history row of a change, in the change's own transaction (R2). */
export async function recordChange(tx: Transaction, change: Change): Promise<void> {
	const { action, actor, before, after } = change;
	const edited = action === 'booked' || action === 'edited';
	await tx`
		insert into booking_change ${tx({
			booking_id: after.id,
			version: after.version,
			action,
			actor: actor.kind,
			staff_id: actor.kind === 'staff' ? actor.staffId : null,
			channel: channelOf(actor),
			reason: change.reason,
			old_starts_at: before?.startsAt ?? null,
			old_ends_at: before?.endsAt ?? null,
			old_fieldworker_id: before?.fieldworker.id ?? null,
			new_starts_at: after.startsAt,
			new_ends_at: after.endsAt,
			new_fieldworker_id: after.fieldworker.id,
			old_details: edited && before ? tx.json(detailsOf(before)) : null,
			new_details: edited ? tx.json(detailsOf(after)) : null
		})}
	`;
}

export function detailsOf({ phone, address, notes }: Booking): Details {
	return { phone, address, notes };
}
