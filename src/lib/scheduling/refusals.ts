import type { Action, BookingState, Policy, RefusalReason } from './policy.ts';

const DONE: Record<Action, string> = {
	reschedule: 'moved',
	cancel: 'cancelled',
	edit: 'changed'
};

/**
 * What the customer reads when they may not do something: what happened, and what they can do now
 * (R9). Dates are left to the screen, which knows how to show them.
 */
export function refusalWords(
	reason: RefusalReason,
	action: Action,
	booking: BookingState,
	policy: Policy,
	now: number
): string {
	const done = DONE[action];
	switch (reason) {
		case 'cancelled':
			return 'This booking has already been cancelled. You can schedule a new appointment.';
		case 'completed':
			return `This appointment has already taken place, so it can no longer be ${done}. You can schedule a new appointment.`;
		case 'no_show':
			return `This appointment was missed, so it can no longer be ${done}. You can schedule a new appointment.`;
		case 'past':
			return now < booking.endsAt
				? `This appointment has already started, so it can no longer be ${done} online. Please contact us if you need help.`
				: `The time of this appointment has passed, so it can no longer be ${done}. You can schedule a new appointment.`;
		case 'cancel_off':
		case 'reschedule_off':
			return `Bookings cannot be ${done} online. Please contact us and we will help you.`;
		case 'details_off':
			return 'The details of a booking cannot be changed online. Please contact us and we will help you.';
		case 'comment_required':
			return 'Please tell us why you are cancelling, then press the button again.';
		case 'max_moves':
			return policy.maxMoves === 0
				? 'This booking cannot be moved online. Please contact us and we will help you.'
				: 'You have moved this booking as often as is possible online. Please contact us and we will help you.';
		case 'fieldworker_gone':
			return 'The person you booked with does not do this any more, and neither does anybody else here now, so we cannot offer you other times. Please contact us and we will help you.';
		case 'too_late':
			return (
				policy.tooLateWords.trim() ||
				`It is too close to your appointment for it to be ${done} online. Please contact us and we will help you.`
			);
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
	now: number
): string {
	switch (reason) {
		case 'cancelled':
			return action === 'cancel'
				? 'This booking is already cancelled'
				: 'This booking is cancelled';
		case 'completed':
			return 'This appointment has taken place';
		case 'no_show':
			return 'This appointment was missed';
		case 'past':
			return now < booking.endsAt ? 'This appointment is under way' : 'This appointment is over';
		case 'comment_required':
			return 'A few words are missing';
		case 'details_off':
			return 'The details cannot be changed online';
		case 'cancel_off':
		case 'reschedule_off':
		case 'max_moves':
		case 'fieldworker_gone':
			return `This booking cannot be ${DONE[action]} online`;
		case 'too_late':
			return `This booking cannot be ${DONE[action]} online now`;
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
