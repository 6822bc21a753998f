import type { Words } from '../words/index.ts';
import type { Action, BookingState, Policy, RefusalReason } from './policy.ts';

type RefusalWords = Words['refusals'];

/**
 * What the customer reads when they may not do something: what happened, and what they can do now
 * (R9). Dates are left to the screen, which knows how to show them.
 */
export function refusalWords(
	reason: RefusalReason,
	action: Action,
	booking: BookingState,
	policy: Policy,
	now: number,
	words: RefusalWords
): string {
	switch (reason) {
		case 'cancelled':
		case 'details_off':
		case 'comment_required':
		case 'fieldworker_gone':
			return words[reason];
		case 'completed':
		case 'no_show':
			return words[reason](action);
		case 'past':
			return (now < booking.endsAt ? words.underWay : words.past)(action);
		case 'cancel_off':
		case 'reschedule_off':
			return words.off(action);
		case 'max_moves':
			return policy.maxMoves === 0 ? words.neverMoved : words.max_moves;
		case 'too_late':
			return policy.tooLateWords.trim() || words.too_late(action);
	}
}

/**
 * The line above those words: what stands in the way, without saying that anybody tried. `now` in
 * epoch milliseconds.
 */
export function refusalTitle(
	reason: RefusalReason,
	action: Action,
	booking: Pick<BookingState, 'endsAt'>,
	now: number,
	{ titles }: RefusalWords
): string {
	switch (reason) {
		case 'completed':
		case 'no_show':
		case 'comment_required':
		case 'details_off':
			return titles[reason];
		case 'cancelled':
		case 'too_late':
			return titles[reason](action);
		case 'past':
			return now < booking.endsAt ? titles.underWay : titles.past;
		case 'cancel_off':
		case 'reschedule_off':
		case 'max_moves':
		case 'fieldworker_gone':
			return titles.notOnline(action);
	}
}

/** Whether those words suggest a new appointment in place of the old one. */
export function suggestsNewBooking(
	reason: RefusalReason,
	booking: Pick<BookingState, 'endsAt'>,
	now: number
): boolean {
	return (
		reason === 'cancelled' ||
		reason === 'completed' ||
		reason === 'no_show' ||
		(reason === 'past' && now >= booking.endsAt)
	);
}
