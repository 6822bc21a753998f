import { saySpanBriefly, type Place } from '$lib/dates';
import type { Booking } from '$lib/server/bookings/find';
import type { BookingChange } from '$lib/server/bookings/history';
import { changedDetails, sayActor, sayStatus } from './words';

/**
 * Two versions of a booking: what somebody wanted to save, and what others have made of it since
 * they last looked. Without `yours` they had not touched that part.
 */
export type Versions = {
	/** The present version. */
	version: number;
	/** Who changed it last, and when. */
	by: string;
	at: number;
	parts: { name: string; yours: string | null; theirs: string }[];
};

/** What somebody wanted a booking to be; the parts that they filled in. */
export type Mine = {
	startsAt?: number;
	endsAt?: number;
	fieldworkerName?: string;
	phone?: string;
	address?: string;
	notes?: string;
};

/**
 * Sets what was wanted beside what is there. `seen` is the version that the person had before them,
 * `history` the booking's, newest first.
 */
export function versionsOf(
	mine: Mine,
	booking: Booking,
	history: readonly BookingChange[],
	{ seen, place }: { seen: number; place: Place }
): Versions {
	const since = history.filter(({ version }) => version > seen);
	const touched = new Set(since.flatMap(namesOf));
	const parts = partsOf(mine, booking, place).filter(
		({ name, yours, theirs }) => touched.has(name) || (yours !== null && yours !== theirs)
	);
	const last = since[0];
	return {
		version: booking.version,
		by: last ? sayActor(last) : 'somebody',
		at: last?.at ?? booking.createdAt,
		parts
	};
}

function partsOf(mine: Mine, booking: Booking, place: Place): Versions['parts'] {
	const when = (startsAt: number, endsAt: number) => saySpanBriefly(startsAt, endsAt, place);
	const yours =
		mine.startsAt === undefined || mine.endsAt === undefined
			? null
			: when(mine.startsAt, mine.endsAt);
	return [
		{ name: 'State', yours: null, theirs: sayStatus(booking.status) },
		{ name: 'Time', yours, theirs: when(booking.startsAt, booking.endsAt) },
		{
			name: 'Fieldworker',
			yours: mine.fieldworkerName ?? null,
			theirs: booking.fieldworker.name
		},
		{ name: 'Phone', yours: mine.phone ?? null, theirs: booking.phone },
		{ name: 'Address', yours: mine.address ?? null, theirs: booking.address },
		{ name: 'Notes', yours: mine.notes ?? null, theirs: booking.notes }
	];
}

/** The names of what a change changed. */
function namesOf(change: BookingChange): string[] {
	if (change.action === 'edited') return changedDetails(change).map(({ name }) => name);
	if (change.action !== 'moved') return ['State'];
	const other = change.oldFieldworkerName !== change.newFieldworkerName;
	return other ? ['Time', 'Fieldworker'] : ['Time'];
}
