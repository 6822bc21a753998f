import type { Decision } from '$lib/scheduling/policy';
import type { ShownBooking } from './booking';
import type { WithWhom } from './with-whom';

/** A booking and what its customer may do with it, at the instant `now` of the database's clock. */
export type Standing = {
	booking: ShownBooking;
	now: number;
	reschedule: Decision;
	cancel: Decision;
	edit: Decision;
	/** With whom it may get another time. */
	withWhom: WithWhom;
	/** Whether cancelling needs a word of why. */
	commentRequired: boolean;
};

/** What has happened to a booking elsewhere; instants in epoch milliseconds. */
export type Told =
	| { kind: 'moved'; from: number; to: number; with?: string }
	| { kind: 'given'; to: string }
	| { kind: 'cancelled' }
	/** The link opens nothing any more. */
	| { kind: 'dead' }
	/** They are signed in, but as somebody whose booking it is not. */
	| { kind: 'not_yours' }
	/** They are signed out, and what they typed is still there. */
	| { kind: 'signed_out' }
	/** Moving was turned off while the customer was at it; `typed` is what they had written. */
	| { kind: 'off'; typed: string };

/** A page's data with whatever is newer. A page may not have all of a standing. */
export function latest<Data extends Pick<Standing, 'booking' | 'now'>>(
	data: Data,
	standing: Standing | null
): Data {
	const isNewer = standing && standing.booking.id === data.booking.id && standing.now > data.now;
	return isNewer ? { ...data, ...standing } : data;
}

/** What has happened between two readings, as far as somebody who looks at it has to be told. */
export function whatHappened(before: ShownBooking, after: ShownBooking): Told | null {
	if (before.id !== after.id || before.version >= after.version) return null;
	if (after.status !== before.status) {
		return after.status === 'cancelled' ? { kind: 'cancelled' } : null;
	}
	const { name, id } = after.fieldworker;
	const another = id === before.fieldworker.id ? null : name;
	if (after.startsAt !== before.startsAt) {
		const moved = { kind: 'moved', from: before.startsAt, to: after.startsAt } as const;
		return another === null ? moved : { ...moved, with: another };
	}
	return another === null ? null : { kind: 'given', to: another };
}

/** When the next thing ceases to be possible, epoch milliseconds; null when nothing will. */
export function nextCutOff(standing: Pick<Standing, 'now'> & Partial<Standing>): number | null {
	const { now, reschedule, cancel, edit } = standing;
	const ends = [reschedule, cancel, edit].flatMap((decision) =>
		decision?.allowed && decision.until > now ? [decision.until] : []
	);
	return ends.length > 0 ? Math.min(...ends) : null;
}
