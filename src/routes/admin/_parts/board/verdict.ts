import { sayTimes, type Place } from '$lib/dates';
import type { BookingRow } from '$lib/server/bookings/row';
import type { BoardAnswer, BoardFieldworker, BoardService, WantedMove } from './contract';
import { hoursOf, isOpen } from './hours';

const HOUR = 3_600_000;

/** What a time would mean, in a few words. */
export type Verdict = { free: boolean; words: string };

export type Wanted = Omit<WantedMove, 'putBack'>;

/** What is known besides what stands on the board. */
export type Known = {
	place: Place;
	fieldworkers: readonly BoardFieldworker[];
	services: readonly BoardService[];
};

/**
 * What speaks first against a time, or that it is free, as far as what is on the screen tells: quick
 * enough to say while a booking is dragged, and in the words of the dialog that follows. The database
 * is asked before anything is saved.
 */
export function verdictOf(wanted: Wanted, shown: BoardAnswer, known: Known, now: number): Verdict {
	const words = whatIsThere(wanted, shown, known.place) ?? whatElse(wanted, shown, known, now);
	return words ? { free: false, words } : { free: true, words: 'Free' };
}

/** What has that time already. */
function whatIsThere(wanted: Wanted, shown: BoardAnswer, place: Place): string | undefined {
	const { booking, startsAt, endsAt, fieldworkerId } = wanted;
	const meets = (other: { startsAt: number; endsAt: number }) =>
		other.startsAt < endsAt && other.endsAt > startsAt;

	const [clash, ...more] = shown.bookings.filter((row) => isInTheWay(row, wanted) && meets(row));
	if (clash) {
		const times = sayTimes(clash.startsAt, clash.endsAt, place);
		const others = more.length ? ` and ${more.length} more` : '';
		return `Clashes with ${clash.customerName}, ${times}${others}`;
	}
	const isTheirs = (whose: number | null) => whose === null || whose === fieldworkerId;
	const blocked = shown.blocked.find((row) => isTheirs(row.fieldworkerId) && meets(row));
	if (blocked) return blocked.title ? `Blocked: ${blocked.title}` : 'Blocked';
	const hold = shown.holds.find((row) => row.fieldworkerId === fieldworkerId && meets(row));
	return hold && hold.bookingId !== booking.id
		? 'A customer is just choosing this time'
		: undefined;
}

/** What is not right about a time that nobody has. */
function whatElse(wanted: Wanted, shown: BoardAnswer, known: Known, now: number) {
	const { booking, startsAt, endsAt, fieldworkerId } = wanted;
	const who = known.fieldworkers.find(({ id }) => id === fieldworkerId);
	if (who && !who.active) return 'This fieldworker is not active';
	if (who && !who.serviceIds.includes(booking.serviceId))
		return 'This fieldworker does not do this service';
	if (startsAt < now) return 'In the past';
	if (!isOpen(hoursOf(shown, fieldworkerId), startsAt, endsAt)) return 'Outside working hours';
	const { noticeHours } = known.services.find(({ id }) => id === booking.serviceId) ?? {};
	const soonest = Math.min(startsAt, booking.startsAt);
	return noticeHours !== undefined && soonest - noticeHours * HOUR <= now
		? 'So late that the customer could not change it themselves'
		: undefined;
}

const isInTheWay = ({ id, status, fieldworkerId }: BookingRow, wanted: Wanted) =>
	id !== wanted.booking.id &&
	fieldworkerId === wanted.fieldworkerId &&
	(status === 'confirmed' || status === 'completed');
