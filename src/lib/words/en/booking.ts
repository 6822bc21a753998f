/** A booking's page, its details and its cancellation. */
export const booking = {
	title: 'Your booking',
	number: (id: number) => `Booking ${id}`,
	numberFor: (id: number, name: string) => (name ? `${id}, for ${name}` : String(id)),
	serviceWith: (service: string, fieldworker: string) => `${service} with ${fieldworker}`,
	pageTitle: (service: string, business: string) => `${service}, ${business}`,

	status: {
		confirmed: 'Confirmed',
		completed: 'Took place',
		cancelled: 'Cancelled',
		no_show: 'Missed'
	},

	edit: 'Edit',
	changeDetails: 'Change details',
	cancel: 'Cancel booking',
	live: 'What you see',

	facts: {
		with: 'With',
		where: 'Where',
		price: 'Price',
		phone: 'Your phone',
		notes: 'Notes',
		booking: 'Booking',
		/** Spoken before the two times of a booking that has just been moved. */
		before: 'Before: ',
		now: 'Now: '
	},

	calendar: {
		add: 'Add to calendar',
		google: 'Google',
		outlook: 'Outlook',
		file: 'Apple or another',
		/** In the entry itself. */
		withWhom: (service: string, name: string) => `${service} with ${name}`,
		number: (id: number) => `Booking no. ${id}`,
		more: (business: string) => `All about it is in the email from ${business}.`
	},

	until: {
		both: (when: string) => `You can change or cancel this until ${when}.`,
		each: (change: string, cancel: string) =>
			`You can change this until ${change}, and cancel it until ${cancel}.`,
		change: (when: string) => `You can change this until ${when}.`,
		cancel: (when: string) => `You can cancel this until ${when}.`,
		/** A time with its zone, and perhaps with what the clocks of another one show. */
		inZone: (when: string, zone: string, elsewhere: string | null) =>
			elsewhere ? `${when}, ${zone} (${elsewhere})` : `${when}, ${zone}`,
		/** What the business does not have done online. */
		askUs: (off: { time: boolean; cancel: boolean; details: boolean }) => {
			const ways = [
				off.time ? (off.cancel ? 'change or cancel this booking' : 'change this booking') : '',
				off.cancel && !off.time ? 'cancel this booking' : '',
				off.details ? 'change your details' : ''
			];
			return `To ${ways.filter(Boolean).join(' or ')}, please contact us.`;
		}
	},

	news: {
		moved: 'Your booking has been moved',
		booked: 'You are booked',
		saved: 'Your details are saved',
		cancelled: 'Your booking has been cancelled',
		nowWith: (fieldworker: string) => `It is now with ${fieldworker}.`,
		onItsWay: (email: string) => `A confirmation is on its way to ${email}.`,
		notArriving: (email: string) =>
			`Email to ${email} has not been arriving. Check the address with us.`,
		asItIs: 'This page always shows your booking as it is now.',
		keepLink: 'Keep this link.'
	},

	/** What has just happened to it elsewhere. `own` beside a form, where it is called theirs. */
	told: {
		moved: (own: boolean, when: string) => `${it(own)} has just been moved to ${when}`,
		before: (when: string, zone: string) => `It was ${when}. Both in ${zone}.`,
		elsewhere: (when: string) => `That is now ${when}.`,
		nowWith: (fieldworker: string) => `It is now with ${fieldworker}.`,
		given: (own: boolean, fieldworker: string) => `${it(own)} is now with ${fieldworker}`,
		cancelled: (own: boolean) => `${it(own)} has just been cancelled`,
		dead: 'This link does not open a booking any more',
		deadWords:
			'What you typed is still here. To go on, open the link in the latest email about your booking, or contact us.',
		notYours: 'This booking cannot be opened any more',
		notYoursWords:
			'What you typed is still here, but this is not one of the bookings of the email address that you are signed in with.',
		yourBookings: 'See your bookings',
		signedOut: 'You have been signed out',
		signedOutWords: 'What you typed is still here. Sign in again in another window to go on.',
		signInAgain: 'Sign in again',
		off: 'Changing bookings online has just been turned off. Nothing has changed for you.'
	},

	/** What was typed before something stood in the way. */
	youWrote: (text: string) => `What you wrote: “${text}”`,
	youTyped: (text: string) => `What you typed: “${text}”`,

	cancellation: {
		title: 'Cancel this booking?',
		warning:
			'Your time will be given to somebody else. You cannot take this back, but you can schedule a new appointment.',
		why: 'Why are you cancelling?',
		whyNeeded: 'We need a few words about this to cancel your booking.',
		keep: 'Keep my booking',
		kept: 'What you wrote is kept.'
	},

	details: {
		title: 'Change your details',
		phone: 'Phone',
		address: 'Address',
		notes: 'Notes',
		notesHint: 'What we should know: parking, a gate code, pets.',
		save: 'Save details',
		kept: 'What you typed is kept.',
		nowSays: 'It now says:',
		nothing: 'Nothing'
	}
};

const it = (own: boolean) => (own ? 'Your booking' : 'This booking');
