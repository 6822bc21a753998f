/** Moving a booking to another time. */
export const reschedule = {
	title: 'Choose a new time',
	notPossible: 'Your booking',
	what: (service: string, fieldworker: string) => `${service} with ${fieldworker}`,
	timeGone: 'That time is not free any more. Please choose another one.',
	personGone: 'The person you asked for cannot be chosen any more.',
	kept: (reason: string) => `What you wrote: “${reason}”`,

	chooseAnother: 'Please choose another time',
	confirmTitle: 'Move your booking?',
	keptChoice: 'What you chose is kept.',
	why: 'Why are you moving it?',
	seeAll: 'See all times',
	confirm: 'Confirm new time',
	old: 'Now',
	new: 'New',
	bothIn: (zone: string) => `Both in ${zone}.`,

	withWhom: {
		label: 'With',
		anyone: 'Anyone',
		present: (name: string) => `${name} (as now)`,
		show: 'Show times',
		unreachable:
			'We could not read those times, so you still see the ones before. Check your connection, then choose again.',
		gone: (name: string) => `${name} does not do this any more.`,
		only: (name: string) => `Another time will be with ${name}.`,
		choose: 'Another time will be with somebody else: choose with whom.',
		somebody: 'Another time will be with somebody else. Your confirmation says who.',
		asNow: (name: string) => `With ${name}, as now.`,
		instead: (name: string, present: string) => `With ${name} instead of ${present}.`,
		presentIfFree: (name: string) =>
			`With ${name} if they are free then, otherwise with another of us. Your confirmation says who.`,
		anyoneFree: 'With one of us who is free then. Your confirmation says who.'
	}
};
