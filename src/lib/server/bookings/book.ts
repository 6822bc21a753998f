import { termsOf, type Terms } from '../../scheduling/policy.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { candidatesHeldFirst } from '../holds/candidates.ts';
import { dropHold } from '../holds/drop.ts';
import { release } from '../holds/release.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { findOrAddCustomer, type CustomerContact } from '../people/customers.ts';
import { isErased } from '../people/erased.ts';
import { provenEmail } from '../portal/prove.ts';
import { readFlags } from '../settings/flags.ts';
import { readServiceWish, type Wish } from '../wish.ts';
import { wordsTo, type Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { withInstead } from './instead.ts';
import { refuseNewTime, takeTime } from './new-time.ts';
import { recordChange } from './record.ts';
import {
	ERASED,
	forgotten,
	ofTime,
	taken,
	unproven,
	type NotFound,
	type Refused,
	type TimeTaken
} from './refusal.ts';
import { tellOfChange } from './tell.ts';

const MINUTE = 60_000;

/** A wish to book a service, with one fieldworker or with any who is free. */
export type NewBooking = {
	serviceId: number;
	fieldworkerId: number | 'any';
	startsAt: number;
	customer: CustomerContact;
	/** Who is signed in: it is booked for them, whatever their address is by now. */
	customerId?: number | undefined;
	notes: string;
	/** A uuid of the form that asks: sent twice, it books once. */
	requestId: string;
	actor: Actor;
	/** Whose browser asks, if it may have a hold: what it holds is not in its way. */
	visitor?: Buffer;
	/** In which zone a customer reads, by its IANA name; without it, in the business's. */
	timeZone?: string | null;
	/** The browser that asks, if it has proved an email address: a code was mailed there and typed here. */
	asker?: string | undefined;
};

export type BookResult = { result: 'booked'; booking: Booking } | Refused | TimeTaken | NotFound;

/**
 * Books a service: customer, booking, its time, history and confirmation in one transaction, judged
 * in it by the database's clock (R2, R3). `not_found` when the service is not on offer, or not with
 * that fieldworker. A refused time comes with the nearest ones (R9).
 */
export async function book(sql: Sql, wanted: NewBooking): Promise<BookResult> {
	const { visitor } = wanted;
	const byStaff = wanted.actor.kind !== 'customer';
	const wish = await readServiceWish(sql, wanted.serviceId, wanted.fieldworkerId, {
		visitor,
		byStaff
	});
	if (!wish) return { result: 'not_found' };
	const words = wordsTo(wanted.actor);
	let outcome: BookResult = taken(words);
	let wasTaken = false;
	// Each candidate has a transaction of its own: one that locked a second fieldworker after the
	// first could wait for a writer who waits for it.
	for (const fieldworkerId of await candidatesHeldFirst(sql, wish, wanted.startsAt)) {
		outcome = await transaction<BookResult>(sql, async (tx, rollback) => {
			const result = await bookWith(tx, wanted, fieldworkerId);
			if (result.result === 'booked') return result;
			if (result.result !== 'before') return rollback(result);
			// Nothing else that the form says by now is kept: it has made its booking.
			return rollback({ result: 'booked', booking: await bookedBefore(tx, wanted.requestId) });
		});
		wasTaken ||= outcome.result === 'taken';
		if (!ofTime(outcome)) break;
	}
	if (outcome.result === 'booked' && visitor) {
		// It is booked, whatever comes of this; what is held elsewhere expires by itself.
		await release(sql, { visitor }).catch(() => {});
	}
	if (!ofTime(outcome)) return outcome;
	// One of them does not work then, but another does and is taken: that is the reason to tell.
	if (wasTaken) outcome = taken(words);
	if (!ofTime(outcome)) return outcome;
	return withInstead(sql, outcome, wish, wanted.startsAt, words);
}

async function bookWith(
	tx: Transaction,
	wanted: NewBooking,
	fieldworkerId: number
): Promise<BookResult | { result: 'before' }> {
	await lockFieldworkers(tx, [fieldworkerId]);
	const { actor } = wanted;
	const bound = actor.kind === 'customer';
	const words = wordsTo(actor);
	const wish = await readServiceWish(tx, wanted.serviceId, fieldworkerId, { byStaff: !bound });
	if (!wish) return { result: 'not_found' };
	const flags = await readFlags(tx);
	const refusal = bound && (await refuseNewTime(tx, wanted.startsAt, wish, flags, words));
	if (refusal) return refusal;

	if (wanted.visitor) await dropHold(tx, { visitor: wanted.visitor }, fieldworkerId);
	const rules = { ...flags, ...wish.overrides };
	const terms = rules.freezeTerms ? termsOf(rules) : null;
	const customerId = await customerOf(tx, wanted);
	if (customerId === null) return bound ? forgotten(words) : ERASED;
	const booking = await store(tx, { ...wanted, customerId, terms }, wish, fieldworkerId);
	if (!booking) return { result: 'before' };
	if (bound && flags.requireEmailProof && !(await isProved(tx, wanted))) return unproven(words);
	const isTheirs = await takeTime(tx, actor, flags, {
		fieldworkerId: booking.fieldworker.id,
		from: booking.startsAt - wish.bufferBeforeMinutes * MINUTE,
		until: booking.endsAt + wish.bufferAfterMinutes * MINUTE,
		bookingId: booking.id
	});
	if (!isTheirs) return taken(words);

	await recordChange(tx, { action: 'booked', actor, reason: '', before: null, after: booking });
	await tellOfChange(tx, { actor, before: null, after: booking, kind: 'confirmation' });
	return { result: 'booked', booking };
}

/** For whom it is booked; null for one who was erased, and nobody else is while it is booked. */
async function customerOf(tx: Transaction, wanted: NewBooking): Promise<number | null> {
	const { customerId, customer } = wanted;
	if (customerId === undefined) return findOrAddCustomer(tx, customer);
	return (await isErased(tx, customerId)) ? null : customerId;
}

/** Whether the address is theirs for certain: of who is signed in it is. */
async function isProved(
	tx: Transaction,
	{ customerId, asker, customer }: NewBooking
): Promise<boolean> {
	if (customerId !== undefined) return true;
	return asker !== undefined && (await provenEmail(tx, asker)) === customer.email.toLowerCase();
}

/** The new booking, or null when this request has made one already. */
async function store(
	tx: Transaction,
	wanted: NewBooking & { customerId: number; terms: Terms | null },
	wish: Wish,
	fieldworkerId: number
): Promise<Booking | null> {
	const [row] = await tx<{ id: number }[]>`
		insert into booking ${tx({
			customer_id: wanted.customerId,
			service_id: wanted.serviceId,
			fieldworker_id: fieldworkerId,
			starts_at: wanted.startsAt,
			ends_at: wanted.startsAt + wish.durationMinutes * MINUTE,
			buffer_before_minutes: wish.bufferBeforeMinutes,
			buffer_after_minutes: wish.bufferAfterMinutes,
			contact_name: wanted.customer.name,
			phone: wanted.customer.phone,
			address: wanted.customer.address,
			notes: wanted.notes,
			request_id: wanted.requestId,
			time_zone: wanted.actor.kind === 'customer' ? (wanted.timeZone ?? null) : null,
			terms: wanted.terms && tx.json(wanted.terms)
		})}
		on conflict (request_id) do nothing
		returning id
	`;
	return row ? findBooking(tx, row.id) : null;
}

async function bookedBefore(tx: Transaction, requestId: string): Promise<Booking> {
	const [row] = await tx<{ id: number }[]>`
		select id
		from booking
		where request_id = ${requestId}
	`;
	const booking = row && (await findBooking(tx, row.id));
	if (!booking) throw new Error('A booking was neither stored nor found');
	return booking;
}
