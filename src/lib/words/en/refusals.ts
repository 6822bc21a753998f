/** What a customer wanted to do with a booking, as far as words go. */
type Action = 'reschedule' | 'cancel' | 'edit';

const done = { reschedule: 'moved', cancel: 'cancelled', edit: 'changed' };

/** Why something cannot be done, and what can (R9). */
export const refusals = {
	cancelled: 'This booking has already been cancelled. You can schedule a new appointment.',
	completed: (action: Action) =>
		`This appointment has already taken place, so it can no longer be ${done[action]}. You can schedule a new appointment.`,
	no_show: (action: Action) =>
		`This appointment was missed, so it can no longer be ${done[action]}. You can schedule a new appointment.`,
	underWay: (action: Action) =>
		`This appointment has already started, so it can no longer be ${done[action]} online. Please contact us if you need help.`,
	past: (action: Action) =>
		`The time of this appointment has passed, so it can no longer be ${done[action]}. You can schedule a new appointment.`,
	off: (action: Action) =>
		`Bookings cannot be ${done[action]} online. Please contact us and we will help you.`,
	details_off:
		'The details of a booking cannot be changed online. Please contact us and we will help you.',
	comment_required: 'Please tell us why you are cancelling, then press the button again.',
	neverMoved: 'This booking cannot be moved online. Please contact us and we will help you.',
	max_moves:
		'You have moved this booking as often as is possible online. Please contact us and we will help you.',
	fieldworker_gone:
		'The person you booked with does not do this any more, and neither does anybody else here now, so we cannot offer you other times. Please contact us and we will help you.',
	too_late: (action: Action) =>
		`It is too close to your appointment for it to be ${done[action]} online. Please contact us and we will help you.`,
	too_soon: 'This time is too soon to be booked online. Please choose a later time.',
	too_far: 'This time is further ahead than can be booked online. Please choose an earlier time.',

	/** The line above: what stands in the way, without saying that anybody tried. */
	titles: {
		cancelled: (action: Action) =>
			action === 'cancel' ? 'This booking is already cancelled' : 'This booking is cancelled',
		completed: 'This appointment has taken place',
		no_show: 'This appointment was missed',
		underWay: 'This appointment is under way',
		past: 'This appointment is over',
		comment_required: 'A few words are missing',
		details_off: 'The details cannot be changed online',
		notOnline: (action: Action) => `This booking cannot be ${done[action]} online`,
		too_late: (action: Action) => `This booking cannot be ${done[action]} online now`
	},

	/** On a booking's page, where nobody has tried anything. */
	page: {
		scheduleAnew: 'You can schedule a new appointment whenever it suits you.',
		underWay: 'It can no longer be changed here. If you need help, please contact us.',
		tooLateToCancel: 'It is too late to cancel this online',
		notMoved: 'The time cannot be changed online',
		tooLateToMove: 'It is too late to change the time online',
		tooLateForBoth: 'It is too late to change or cancel this online',
		tooLateForBothHow:
			'It is too close to your appointment for it to be moved or cancelled online. Please contact us and we will help you.',
		/** One that has been made just now. `what` is what can be done by contacting the business only. */
		soon: (what: 'cancel' | 'time' | 'all') =>
			`This is so soon that ${
				{
					cancel: 'it can only be cancelled',
					time: 'its time can only be changed',
					all: 'it can only be changed'
				}[what]
			} by contacting us.`
	},

	/** What can be done all the same, as links: "You can still choose another time or cancel the booking." */
	still: {
		before: 'You can still ',
		after: '.',
		reschedule: 'choose another time',
		details: 'change your details',
		cancellation: 'cancel the booking'
	}
};
