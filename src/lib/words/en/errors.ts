/** Pages that stand in for what is not there, and what is said when something was not done. */
export const errors = {
	/** A wrong, expired and revoked link, which must look alike (R5). */
	deadLink: {
		title: 'This link does not open a booking',
		words:
			'It may be incomplete, out of date or replaced by a newer one. Please open the link in the latest email about your booking, or contact us.',
		newLink: 'Get a new link by email',
		newLinkWords:
			'Tell us the email address that you booked with. If we know it, we will send you a way to your bookings.'
	},
	/** The number of a booking that is not theirs, or of none: which of the two is not told. */
	notYours: {
		title: 'This is not one of your bookings',
		words:
			'It does not belong to the email address that you are signed in with. Your bookings are here:'
	},
	/** The same where something was sent, and where it is said beside what was typed. */
	notYoursSent: 'This is not one of your bookings, so nothing was done.',
	noPage: {
		title: 'There is no such page',
		/** Where there is nothing to start from. */
		plainly: 'There is no page at this address.',
		words: 'Check the address, or start here:'
	},
	tooMany: {
		title: 'That was a lot in a short time',
		words: 'Please wait a few minutes, then try again. Nothing that you did before is lost.'
	},
	ours: {
		title: 'That did not work',
		words: 'Something went wrong on our side. Please try again.'
	},
	busy: {
		title: 'We cannot answer right now',
		words: 'Please try again in a minute. Check first whether a change that you made has arrived.'
	},
	tooSlow:
		'This is taking too long, so we stopped waiting. Check whether your change was made, and try again in a minute.',
	otherSite: (origin: string) =>
		`This was sent from another site, so nothing was done. Open ${origin} and try there.`,
	/** What somebody sent who was signed out by then. */
	unsent: {
		title: 'You are signed out',
		words:
			'Nothing was done yet, and what you typed is still here. Sign in again, then come back to this page and press the button.',
		signIn: 'Sign in again in another tab',
		send: 'Send it again'
	},
	offline: {
		title: 'You are offline',
		words: 'Check your connection, then try again. Your bookings are as they were.',
		reach: 'You can also reach us here:'
	},
	/** There is no answer, though the browser has a connection. */
	away: {
		title: 'We cannot be reached right now',
		words:
			'Either your connection is interrupted or our side is. Please try again in a minute. Your bookings are as they were.'
	},
	again: 'Try again',
	quote: (id: string) => `If you write to us, quote ${id}.`,

	/** A form that was sent and has no answer. */
	unreachable: {
		title: 'That did not get through',
		words: 'Check your connection, then try again.'
	},
	linkGone: 'This link does not open a booking any more',
	notDone: 'That did not work',
	tooLarge: 'This is more text than we can take. Please shorten it, then try again.',
	notWhole: 'This did not arrive whole. Please try again.',

	/** What is wrong with what was typed. */
	typed: {
		comment: 'Please keep this under 500 letters.',
		nameTooLong: 'That is too long for us.',
		noName: 'Please tell us your name.',
		nameInOneLine: 'Please type your name in one plain line.',
		nameNoLink:
			'This looks like a web address. Please type your name only, with a space after every full stop.',
		phone: 'That is too long for a phone number.',
		address: 'Please keep the address under 300 letters.',
		notes: 'Please keep the notes under 2,000 letters.'
	}
};
