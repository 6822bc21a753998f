import type { Decision, NewTimeRefusal, RefusalReason } from '../../scheduling/policy.ts';
import type { Words } from '../../words/index.ts';
import type { Booking } from './find.ts';

/** The business's rules do not allow it: which rule, and the words to show (R9). */
export type Refused = {
	result: 'refused';
	reason:
		| RefusalReason
		| NewTimeRefusal
		| 'not_offered'
		| 'same_time'
		| 'length'
		| 'open'
		| 'not_begun'
		| 'erased'
		| 'unproven';
	words: string;
	until?: number;
	nearest?: number[];
};

/** The time is no longer free. `nearest` are starts, in epoch milliseconds, that are. */
export type TimeTaken = { result: 'taken'; words: string; nearest: number[] };

/** Somebody changed the booking since the page that asks was made; `booking` is what it is now. */
export type Changed = { result: 'changed'; words: string; booking: Booking };

export type NotFound = { result: 'not_found' };

/** Nothing free is known yet in place of it. */
export const taken = ({ answers }: Words): TimeTaken => ({
	result: 'taken',
	words: answers.taken,
	nearest: []
});

export const notOffered = ({ answers }: Words): Refused => ({
	result: 'refused',
	reason: 'not_offered',
	words: answers.notOffered
});

/** A customer wants a time with somebody whom the business does not let them have. */
export const notWithThem = ({ answers }: Words): Refused => ({
	result: 'refused',
	reason: 'not_offered',
	words: answers.notWithThem
});

/** What a judgement by the flags says, as a result. Nothing when it allows. */
export function refusedBy(decision: Decision): Refused | undefined {
	if (decision.allowed) return undefined;
	const { reason, words, until } = decision;
	return { result: 'refused', reason, words, until };
}

export const changed = (booking: Booking, { answers }: Words): Changed => ({
	result: 'changed',
	words: answers.changed,
	booking
});

export const sameTime = ({ answers }: Words): Refused => ({
	result: 'refused',
	reason: 'same_time',
	words: answers.sameTime
});

/** Nothing is known any more of whom it is for: they were erased. */
export const ERASED: Refused = {
	result: 'refused',
	reason: 'erased',
	words:
		'This customer was erased, so nothing can be sent to them or booked for them. You can make a new booking with the details of somebody new.'
};

/** What a customer is told of it, who was erased while they booked. */
export const forgotten = ({ answers }: Words): Refused => ({
	result: 'refused',
	reason: 'erased',
	words: answers.forgotten
});

/** The business wants a customer's email address proved before they book. */
export const unproven = ({ answers }: Words): Refused => ({
	result: 'refused',
	reason: 'unproven',
	words: answers.unproven
});

/** Not even staff change a booking that is over. */
export function refuseClosed(booking: Booking): Refused | undefined {
	if (booking.status === 'confirmed') return undefined;
	const state = booking.status === 'no_show' ? 'a no-show' : booking.status;
	return {
		result: 'refused',
		reason: booking.status,
		words: `This booking is ${state}, so it cannot be changed. You can make a new one.`
	};
}

/** Whether it was the wanted time that stood in the way, so that other times help (R9). */
export function ofTime<Outcome extends { result: string }>(
	outcome: Outcome
): outcome is Extract<Outcome, Refused | TimeTaken> {
	if (outcome.result === 'taken') return true;
	const reason = 'reason' in outcome ? outcome.reason : undefined;
	return reason === 'too_soon' || reason === 'too_far' || reason === 'not_offered';
}
