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
		case 'max_moves':
			return policy.maxMoves === 0
				? 'This booking cannot be moved online. Please contact us and we will help you.'
				: 'You have moved this booking as often as is possible online. Please contact us and we will help you.';
		case 'too_late':
			return (
				policy.tooLateWords.trim() ||
				`It is too close to your appointment for it to be ${done} online. Please contact us and we will help you.`
			);
	}
}
