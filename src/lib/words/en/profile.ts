import { plural } from '../plural.ts';

/** One's own details. */
export const profile = {
	title: 'Your details',
	back: 'Your bookings',
	who: 'How we reach you',
	name: 'Name',
	email: 'Email',
	emailHow: 'To use another email address, contact us.',
	phone: 'Phone',
	address: 'Address',
	addressHint: 'Where we come to, if your appointments are at your place.',

	dates: 'Dates and times',
	zone: 'Time zone',
	zoneHint: 'The clock that your appointments are shown by.',
	zoneOfDevice: 'As on the device that I use',
	zoneSuggested: 'Suggested',
	zoneOfBusiness: (city: string) => `${city} (ours)`,
	zoneHere: (city: string) => `${city} (this device)`,
	zoneChosenHere: (city: string) =>
		`This browser shows the time of ${city}, which was chosen in it. Press Save to have your time zone from above here as well.`,
	zoneWrong: 'Choose a time zone of the list.',
	language: 'Language of dates',
	languageHint: 'The rest of these pages stays in English.',
	languageOfDevice: 'As on the device that I use',
	languageWrong: 'Choose a language of the list.',
	clock: 'Clock',
	clockUsual: 'As is usual in that language',
	clock12: '12 hours',
	clock24: '24 hours',
	clockWrong: 'Choose one of the three.',
	example: 'An appointment now would be',

	mail: 'Emails',
	reminders: 'Remind me before an appointment',
	remindersHint:
		'When you book, and when an appointment is moved or cancelled, we always send an email.',

	save: 'Save',
	saved: 'Saved.',
	wrong: 'Nothing has been saved yet. Check what is marked in red.',
	kept: 'What you typed is kept.',
	changedTitle: 'This was changed meanwhile, on another device or by us',
	changed:
		'Nothing of yours is saved yet. This is what is there now. Press Save to put what you typed in its place.',
	nothing: 'Nothing',
	keepTheirs: 'Keep what is there now',
	remindersAre: (on: boolean) => (on ? 'On' : 'Off'),
	signedOut:
		'You have been signed out, so nothing was saved. Sign in again in another tab, then press Save here.',

	signInThere: 'Sign in',
	leave: 'What you changed here is not saved yet. Leave, and lose it?',

	devices: 'Where you are signed in',
	device: (browser: string, system: string) => `${browser} on ${system}`,
	unknownDevice: 'An unknown device',
	thisOne: 'this one',
	inUse: 'in use now',
	lastUsed: (when: string) => `last used ${when}`,
	signOut: 'Sign out',
	signOutEverywhere: 'Sign out everywhere',
	signOutEverywhereHint: (devices: number) =>
		plural('en', devices, {
			one: 'You are signed in on this device only.',
			other: 'You are signed in on # devices. Use this if you have lost one.'
		})
};
