import type { BookingChange } from '$lib/server/bookings/history';

const channels = {
	email_link: 'customer, by email link',
	portal: 'customer, in the portal',
	public: 'customer, on the booking page',
	staff: 'staff',
	system: 'Reslot itself'
} as const;

const actions = {
	booked: 'Booked',
	moved: 'Moved',
	cancelled: 'Cancelled',
	edited: 'Details changed',
	completed: 'Completed',
	no_show: 'Did not come'
} as const;

/** What happened, in a word or two. */
export function sayAction(change: BookingChange): string {
	const sameTime = change.oldStartsAt === change.newStartsAt;
	return change.action === 'moved' && sameTime ? 'Given to somebody else' : actions[change.action];
}

/** Who did it and how they came: "customer, by email link", or the name of who is signed in. */
export function sayActor(change: BookingChange): string {
	return change.staffName ?? channels[change.channel];
}

const details = { phone: 'Phone', address: 'Address', notes: 'Notes' } as const;

/** Which details a change changed, old and new. */
export function changedDetails({ action, oldDetails, newDetails }: BookingChange) {
	if (action !== 'edited' || !oldDetails || !newDetails) return [];
	return (Object.keys(details) as (keyof typeof details)[])
		.filter((name) => oldDetails[name] !== newDetails[name])
		.map((name) => ({ name: details[name], old: oldDetails[name], new: newDetails[name] }));
}
