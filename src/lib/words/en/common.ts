/** What every page of the customer shares. */
export const common = {
	/** A zone by the place that it is named after. */
	zoneTime: (place: string) => `${place} time`,
	/** What the clocks of another zone show. */
	inPlace: (when: string, place: string) => `${when} in ${place}`,
	/** A zone's name, and what people there call it on that day: "Sydney time (AEDT)". */
	zoneInFull: (name: string, abbreviation: string) =>
		name === abbreviation ? name : `${name} (${abbreviation})`,

	schedule: 'Schedule an appointment',
	/** The name of the part of a page that leads to one's own pages. */
	you: 'You',
	yourBookings: 'Your bookings',
	profileOf: 'Your profile: ',
	signIn: 'Sign in',

	optional: 'optional',
	close: 'Close',

	zone: {
		shownIn: (zone: string) => `Times are in ${zone}.`,
		show: (zone: string) => `Show ${zone}`,
		another: 'Another time zone',
		title: 'Choose your time zone',
		lead: (zone: string) =>
			`Times are shown in the time zone that you choose. Ours is ${zone}; where the two differ, you see both.`,
		choose: 'Show times in',
		ours: (zone: string) => `${zone} (ours)`,
		use: 'Use this time zone',
		unknown: 'Choose a time zone from the list.'
	},

	/** How long a chosen time is kept for somebody. */
	held: {
		for: 'Held for you for',
		over: 'Not held for you any more',
		soonOver: 'This time is held for you for less than a minute now.',
		overSaid: 'This time is not held for you any more.'
	}
};
