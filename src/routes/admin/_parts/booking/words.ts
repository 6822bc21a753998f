import { sayTimes, sayWhenBriefly, type Place } from '$lib/dates';
import type { BookingStatus } from '$lib/scheduling/policy';
import type { BookingChange } from '$lib/server/bookings/history';
import type { TimePreview } from '$lib/server/bookings/preview';
import type { MailKind } from '$lib/server/mail/kinds';
import { kinds } from '../../emails/states';

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
	no_show: 'Did not come',
	reopened: 'Confirmed again'
} as const;

/** What happened, in a word or two. */
export function sayAction(change: BookingChange): string {
	const sameTime = change.oldStartsAt === change.newStartsAt;
	if (change.action !== 'moved' || !sameTime) return actions[change.action];
	const sameOne = change.oldFieldworkerName === change.newFieldworkerName;
	return sameOne ? 'Another length' : 'Given to somebody else';
}

/** Who did it and how they came: "customer, by email link", or the name of who is signed in. */
export function sayActor(change: BookingChange): string {
	return change.staffName ? `${change.staffName}, staff` : channels[change.channel];
}

const details = { phone: 'Phone', address: 'Address', notes: 'Notes' } as const;

/** Which details a change changed, old and new. */
export function changedDetails({ action, oldDetails, newDetails }: BookingChange) {
	if (action !== 'edited' || !oldDetails || !newDetails) return [];
	return (Object.keys(details) as (keyof typeof details)[])
		.filter((name) => oldDetails[name] !== newDetails[name])
		.map((name) => ({ name: details[name], old: oldDetails[name], new: newDetails[name] }));
}

const statuses: Record<BookingStatus, string> = {
	confirmed: 'Confirmed',
	completed: 'Completed',
	cancelled: 'Cancelled',
	no_show: 'Did not come'
};

export const sayStatus = (status: BookingStatus) => statuses[status];

/** What a mail is about, for one that has no subject yet. */
export const sayMailKind = (kind: MailKind) => kinds[kind];

/**
 * What a time would mean, each in a sentence of a few words; empty when it is simply free, null
 * where nobody is. What is `taken` needs somebody to say that they want it all the same.
 */
export function sayPreview(
	preview: TimePreview | null,
	place: Place
): { words: string; taken: boolean }[] {
	if (!preview) return [{ words: 'Nobody who does this is working and free then', taken: false }];
	const taken = preview.clashes.map((clash) => {
		const times = sayTimes(clash.startsAt, clash.endsAt, place);
		const words =
			clash.kind === 'booking'
				? `Clashes with ${clash.customerName}, ${times}`
				: `Blocked: ${clash.title || 'no title'}, ${sayBlocked(clash, place)}`;
		return { words, taken: true };
	});
	if (preview.held) taken.push({ words: 'A customer is just choosing this time', taken: true });
	const also = [
		!preview.active && 'This fieldworker is not active',
		preview.active && !preview.doesService && 'This fieldworker does not do this service',
		preview.past && 'In the past',
		preview.outsideHours && 'Outside working hours',
		preview.insideNotice && 'So late that the customer could not change it themselves'
	];
	return [
		...taken,
		...also.filter((words) => words !== false).map((words) => ({ words, taken: false }))
	];
}

function sayBlocked({ startsAt, endsAt }: { startsAt: number; endsAt: number }, place: Place) {
	const DAY = 86_400_000;
	return endsAt - startsAt < DAY
		? sayTimes(startsAt, endsAt, place)
		: `${sayWhenBriefly(startsAt, place)} to ${sayWhenBriefly(endsAt, place)}`;
}
