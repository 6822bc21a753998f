import type { BookingRow } from '$lib/server/bookings/row';
import type { BookingView } from '../../booking/read';
import type { Versions } from '../../booking/versions';
import type { TheirPlace } from '../../../board/their-place';
import type { BoardFieldworker } from '../contract';
import { post, type Failed } from './post';

/** Where a booking shall be; instants. */
export type Place = { startsAt: number; endsAt: number; fieldworkerId: number };

type MoveAnswer =
	| { result: 'moved'; version: number }
	| { result: 'changed'; words: string; versions: Versions; theirs: TheirPlace }
	| { result: 'refused' | 'taken'; words: string }
	| { result: 'not_found' }
	| Failed;

type ReopenAnswer =
	| { result: 'reopened'; version: number }
	| { result: 'changed' | 'refused' | 'taken'; words: string }
	| { result: 'not_found' }
	| Failed;

/** A booking as it will be at its new place. */
export function rowAt(
	booking: BookingRow,
	{ startsAt, endsAt, fieldworkerId }: Place,
	fieldworkers: readonly BoardFieldworker[]
): BookingRow {
	const one = fieldworkers.find(({ id }) => id === fieldworkerId);
	if (!one) return { ...booking, startsAt, endsAt };
	const { name: fieldworkerName, color: fieldworkerColor } = one;
	return { ...booking, startsAt, endsAt, fieldworkerId, fieldworkerName, fieldworkerColor };
}

/** What the panel shows of a booking, as the board has it. */
export function rowOfView({ booking, clashes, pauses, now }: BookingView): BookingRow {
	const { id, version, status, startsAt, endsAt, customer, service, fieldworker } = booking;
	const mailPaused = (pauses.booking ?? pauses.customer) !== null && endsAt > now;
	return {
		...{ id, version, status, startsAt, endsAt, clash: clashes.length > 0, mailPaused },
		customerId: customer.id,
		customerName: customer.name,
		customerEmail: customer.email,
		serviceId: service.id,
		serviceName: service.name,
		serviceColor: service.color,
		fieldworkerId: fieldworker.id,
		fieldworkerName: fieldworker.name,
		fieldworkerColor: fieldworker.color
	};
}

/** Has the server move a booking to where `row` has it. */
export const saveMove = (
	row: BookingRow,
	how: { expectedVersion: number; notify: boolean; override: boolean }
) =>
	post<MoveAnswer>('/admin/board/move', {
		bookingId: row.id,
		startsAt: row.startsAt,
		endsAt: row.endsAt,
		fieldworkerId: row.fieldworkerId,
		fieldworkerName: row.fieldworkerName,
		...how
	});

/** Has the server confirm again what was cancelled, completed or missed. */
export const saveReopening = (
	bookingId: number,
	how: { expectedVersion: number; notify: boolean; override: boolean }
) => post<ReopenAnswer>('/admin/board/reopen', { bookingId, ...how });

/** Why something was not undone. */
export function sayNotUndone(outcome: { result: string; words?: string }): string {
	if (outcome.result === 'changed') {
		return 'This was not undone: somebody has changed the booking since. Open it to see what.';
	}
	if (outcome.result === 'not_found') return 'This was not undone: the booking is gone.';
	return `This was not undone. ${outcome.words ?? ''}`.trim();
}

/** Why a move was not made; the booking is back where it was. */
export function sayNotMoved(outcome: { result: string; words?: string }, name: string): string {
	if (outcome.result === 'not_found') return 'This booking is gone.';
	return `${outcome.words ?? ''} ${name} is back where it was.`.trim();
}
