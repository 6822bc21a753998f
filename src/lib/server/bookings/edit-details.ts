import { decide } from '../../scheduling/policy.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { wordsTo, type Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { readPolicy } from './policy.ts';
import { detailsOf, recordChange, type Details } from './record.ts';
import {
	changed,
	refuseClosed,
	refusedBy,
	type Changed,
	type NotFound,
	type Refused
} from './refusal.ts';

export type DetailsEdit = {
	bookingId: number;
	/** The version that the person saw; when it is no longer the present one, they are told. */
	expectedVersion?: number;
	details: Details;
	actor: Actor;
};

export type EditResult =
	| { result: 'edited'; booking: Booking }
	| { result: 'unchanged'; booking: Booking }
	| Refused
	| Changed
	| NotFound;

/**
 * Changes a booking's phone, address and notes, in one transaction (R2, R3). It raises the version
 * like every change, but mails nothing of its own;
 * a mail that still waits tells of the booking as it is when it leaves.
 */
export async function editDetails(sql: Sql, edit: DetailsEdit): Promise<EditResult> {
	return transaction<EditResult>(sql, async (tx) => {
		const before = await findBooking(tx, edit.bookingId, 'lock');
		if (!before) return { result: 'not_found' };
		if (sameDetails(detailsOf(before), edit.details)) {
			return { result: 'unchanged', booking: before };
		}
		const seen = edit.expectedVersion ?? before.version;
		if (seen !== before.version && before.status === 'confirmed') {
			return changed(before, wordsTo(edit.actor));
		}
		return (
			(await refuse(tx, edit, before)) ?? {
				result: 'edited',
				booking: await store(tx, edit, before)
			}
		);
	});
}

const sameDetails = (a: Details, b: Details) =>
	a.phone === b.phone && a.address === b.address && a.notes === b.notes;

async function refuse(
	tx: Transaction,
	edit: DetailsEdit,
	booking: Booking
): Promise<Refused | undefined> {
	if (edit.actor.kind !== 'customer') return refuseClosed(booking);
	const policy = await readPolicy(tx, booking);
	const { refusals } = wordsTo(edit.actor);
	return refusedBy(decide('edit', booking, policy, await readClock(tx), refusals));
}

async function store(tx: Transaction, edit: DetailsEdit, before: Booking): Promise<Booking> {
	const { phone, address, notes } = edit.details;
	await tx`
		update booking
		set phone = ${phone},
			address = ${address},
			notes = ${notes},
			version = version + 1
		where id = ${before.id}
	`;
	const after: Booking = { ...before, ...edit.details, version: before.version + 1 };
	await recordChange(tx, { action: 'edited', actor: edit.actor, reason: '', before, after });
	return after;
}
