import { plural } from '../plural.ts';

const inMinutes = (minutes: number) =>
	plural('en', minutes, { one: 'in a minute', other: 'in # minutes' });

const later = (minutes: number, phone: boolean) =>
	`What you typed is kept. Please try again ${inMinutes(minutes)}, or ${phone ? 'call' : 'contact'} us.`;

/** Scheduling an appointment. */
export const book = {
	title: 'Schedule an appointment',
	titleAt: (business: string) => `Schedule an appointment, ${business}`,
	notOpen: 'Not open yet',
	notOpenWhy: 'Appointments cannot be booked here yet. Please come back soon.',
	nothing: 'Nothing can be booked online at the moment',
	nothingHow: 'Please contact us, and we will find a time together.',
	lookAgain: 'Look again',

	service: {
		lead: 'What can we do for you?',
		leadWith: (name: string) => `What can ${name} do for you?`,
		everybody: 'See what everybody does',
		gone: 'That service is not offered any more. Please choose one of these.',
		personGone:
			'The person you asked for cannot be booked here any more. This is what all of us do.'
	},

	time: {
		title: 'Choose a time',
		change: 'Change',
		changeService: 'Change the service',
		changeTime: 'Change the time',
		gone: 'That time is not free any more. Please choose another one.',
		justBooked: 'You have booked that time. Here you can schedule another appointment.',
		own: 'You have booked that time already.',
		seeOwn: 'See your booking',
		withWhom: 'With whom?',
		anyone: 'Anyone',
		only: (name: string) => `These are the times of ${name}.`,
		personGone:
			'The person you asked for does not do this any more. These are the times of everybody who does.',
		with: (name: string) => `with ${name}`
	},

	details: {
		title: 'Your details',
		name: 'Name',
		email: 'Email',
		emailHint: 'The confirmation goes here.',
		phone: 'Phone',
		address: 'Address',
		addressHint: 'Where we should come to.',
		notes: 'Notes',
		notesHint: 'What we should know: parking, a gate code, pets.',
		next: 'Continue',
		signedInAs: (email: string) => `You are signed in as ${email}.`,
		notYou: 'Not you? Sign out',
		typedBefore: 'These details were typed in this browser before.',
		clear: 'Not you? Clear this',
		known: 'Booked with us before?',
		signIn: 'Sign in and type less',
		kept: 'What you typed is kept.',
		leaveEmpty: 'Leave this empty'
	},

	review: {
		title: 'Is everything right?',
		what: 'Service',
		withWhom: 'With',
		when: 'When',
		who: 'Your details',
		anyone: 'Whoever of us is free. Your confirmation says who.',
		none: 'None',
		changeWhom: 'Change with whom',
		changeDetails: 'Change your details',
		book: 'Book this appointment',
		/** What happens once it is booked. */
		follows: {
			mail: (email: string) => `We will confirm it by email to ${email}.`,
			code: (email: string) =>
				`We will first send a code to ${email}, so that nobody else books in your name.`
		}
	},

	code: {
		title: 'One more thing: is this your email address?',
		sent: (email: string) =>
			`We sent a code to ${email}. Type it here and your appointment is booked. It can take a minute; look into your spam as well.`,
		label: 'Code from the email',
		wrongShape: 'The code has eight digits.',
		empty: 'Type the eight digits from the email.',
		wrong: (left: number) =>
			plural('en', left, {
				one: 'That is not the code. You have one more try.',
				other: 'That is not the code. You have # more tries.'
			}),
		over: 'This code does not work any more. Please send yourself another one.',
		another: 'Send another code',
		notYours: 'Is the address wrong?',
		changeEmail: 'Change it',
		noMailStill:
			'To one address we send only so many codes in an hour. If nothing has come after a few minutes, contact us:'
	},

	outdated: 'This page was out of date. Please look it over, then press the button once more.',
	automatic:
		'This looked as if a program had filled in the form, so nothing was booked. If you are a person, please press the button once more.',
	sentBefore:
		'You have sent this before, and it was booked then. To see what has become of it, open the link in the latest email about it, sign in, or contact us.',
	gone: 'This cannot be booked any more. Please choose another service.',
	/** `phone`: whether the business can be called. */
	tooMany: (minutes: number, phone: boolean) =>
		`We take only a few bookings an hour from one person here, so this one was not made. ${later(minutes, phone)}`,
	tooManyCodes: (minutes: number, phone: boolean) =>
		`We have sent many codes here just now, so we stopped for a while and nothing was booked. ${later(minutes, phone)}`,
	tooManyTries: (minutes: number, phone: boolean) =>
		`Many codes were typed here just now, so this one was not looked at and nothing was booked. ${later(minutes, phone)}`,
	emailWrong: 'Type the whole email address, like name@example.com.'
};
