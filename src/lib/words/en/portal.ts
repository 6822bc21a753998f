import { plural } from '../plural.ts';

const minutesLong = (minutes: number) =>
	plural('en', minutes, { one: 'a minute', other: '# minutes' });

/** Signing in, and the list of one's bookings. */
export const portal = {
	signInTitle: 'See and change your bookings',
	signInHow:
		'Type the email address that you book with. We will send you a link and a code to sign in with, so there is no password to remember.',
	email: 'Your email',
	emailWrong: 'Type the whole email address, like name@example.com.',
	send: 'Email me a link and a code',
	newHere: 'You have not booked with us yet?',
	schedule: 'Schedule an appointment',
	signedOut: 'You are signed out.',
	signedOutEverywhere: 'You are signed out on every device.',
	signInFirst: 'Sign in to go on. You will come back to the page that you wanted.',
	tooMany: (minutes: number) =>
		`You have asked for a lot of emails. Please try again in ${minutesLong(minutes)}, or contact us.`,

	codeTitle: 'Check your email',
	codeSent: (email: string) => `If we know ${email}, an email is on its way to you.`,
	codeHow: 'Press the button in it, or type the code from it here. It can take a minute to arrive.',
	code: 'Code',
	codeHint: 'The 8 digits in the email.',
	codeShape: 'Type all 8 digits of the code.',
	codeUntil: (time: string) => `The code works until ${time}.`,
	codeWrong: (triesLeft: number) =>
		`This is not the code. ${plural('en', triesLeft, {
			one: 'You have one more try.',
			other: 'You have # more tries.'
		})}`,
	codeOverTitle: 'This code does not work any more',
	codeOver:
		'A code works once, for a short time, and for a few tries. We can send you another one.',
	tooManyCodes: (minutes: number) =>
		`You have tried a lot of codes. Please try again in ${minutesLong(minutes)}, or contact us.`,
	signIn: 'Sign in',
	noMail: 'No email yet?',
	noMailHow:
		'Look among your spam, and check that the address above is the one that you book with.',
	noMailStill:
		'To one address we send only so many of these in an hour. If nothing has come after a few minutes, contact us:',
	sendAnother: 'Send another email',
	sentAnother: 'Another email is on its way. Only the code in the newest one works here.',
	otherAddress: 'Use another address',

	linkTitle: 'Sign in',
	linkWhose: (email: string) => `You are signing in as ${email} on this device.`,
	linkInPlaceOf: (email: string) =>
		`At the moment ${email} is signed in here. That ends when you press the button.`,
	linkNotYours: 'You did not ask for this? Then close this page: nothing has happened.',
	deadTitle: 'This link does not work any more',
	deadHow:
		'A link to sign in works once and only for a short time. Type your email address for a new one.',

	trouble: 'That did not work',

	title: 'Your bookings',
	greeting: (name: string) => `Hello ${name}`,
	profile: 'Your details',
	/** Where more than one person may use a device. */
	signedInAs: (name: string) => `You are signed in as ${name}.`,
	upcoming: 'Coming up',
	past: 'Past',
	/** `page` of so many `pages` of them. */
	pastPage: (page: number, pages: number) => `Past, page ${page} of ${pages}`,
	noneUpcoming: 'Nothing is coming up',
	noneUpcomingHow: 'When you have booked, you can see, move and cancel it here.',
	withWhom: (name: string) => `With ${name}`,
	withWhomShort: (name: string) => `with ${name}`,
	open: 'See or change this booking',
	openOnly: 'See this booking',
	bookAgain: 'Book again',
	/** For somebody who hears one link of a list after another. */
	bookAgainWhat: (service: string, day: string) => `${service}, as on ${day}`,
	earlier: 'Earlier bookings',
	later: 'Later bookings',
	pagesOfPast: 'More past bookings',
	states: {
		confirmed: 'Confirmed',
		completed: 'Took place',
		cancelled: 'Cancelled',
		no_show: 'Missed',
		underWay: 'Under way',
		over: 'Over'
	}
};
