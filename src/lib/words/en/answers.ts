/** What the server answers a customer by itself, whatever they asked it for. */
export const answers = {
	taken:
		'Somebody has just taken that time. Nothing has changed for you. Please choose another time.',
	/** Only held by somebody else, who may yet leave it. */
	beingTaken:
		'Somebody else is just taking that time. Nothing has changed for you. Please choose another time, or look again in a few minutes.',
	notOffered: 'That time is not one of those on offer. Please choose one of the times shown.',
	notWithThem:
		'That person cannot be chosen for this any more. Please choose one of the times shown.',
	changed: 'This booking has changed since you opened this page. Please check it and try again.',
	sameTime: 'That is the time you already have. Please choose another one, or keep it as it is.',

	unproven:
		'Your email address has to be confirmed before you book, so nothing is booked yet. Please send the form again.',

	forgotten:
		'We do not keep these details of yours any more, so nothing is booked. Open this page again to book with new ones, or contact us.',

	serviceGone: 'This service cannot be booked any more. Please choose another one.',
	nothingYet: 'There is nothing here yet.',
	nothingToBook: 'Nothing can be booked here yet. Please come back soon.',
	signedOut: 'You are signed out, so nothing was done. Sign in again to go on.',

	notHeld: 'This cannot be booked any more. Please look again, or contact us.',
	heldTooOften: 'You have looked at many times in a short while, so this one is not held for you.',
	heldTooMany:
		'We are holding several times for people where you are, so this one is not held. You can still book it while it is free.',

	/** Of a page that follows what changes. */
	live: {
		off: 'Changing bookings online has just been turned off.',
		changed: 'The times have just been changed. Please look again.',
		deadLink:
			'This link does not open a booking any more. Please open the link in your latest email.',
		signedOut: 'You are signed out. Sign in again to see changes as they happen.',
		mayNot: 'What you may see has changed. Open the page again.',
		tooManyDays: 'Ask for a month of days at most.',
		notUnderstood: 'That could not be understood. Please reload the page.',
		fault: 'That did not work. Please try again.',
		tooMuch: 'Too much was asked at once. Please reload the page.'
	}
};
