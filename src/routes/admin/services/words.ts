/** "the upcoming booking", "the 12 upcoming bookings"; as the start of a sentence where wished. */
export function sayUpcoming(upcoming: number, start = false): string {
	const the = start ? 'The' : 'the';
	return upcoming === 1 ? `${the} upcoming booking` : `${the} ${upcoming} upcoming bookings`;
}
