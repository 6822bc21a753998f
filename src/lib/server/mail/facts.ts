import { readableOn } from '../../color.ts';
import type { Place } from '../../dates.ts';
import type { Booking } from '../bookings/find.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import type { Told } from './told.ts';
import { inWords, sameClocks, type TimeInWords } from './when.ts';

/** What the booking details show, in the reader's words; null where there is nothing to say. */
export type BookingFacts = {
	startsAt: number;
	at: TimeInWords;
	/** The time that the customer was last told of, where it is another. */
	was: string | null;
	old: TimeInWords | null;
	fieldworker: string;
	oldFieldworker: string | null;
	/** The same time on the business's clocks, where those show another. */
	businessAt: string | null;
	rows: { label: string; value: string; was: string | null }[];
	cancelled: boolean;
	accent: string;
	onAccent: string;
};

/**
 * What a mail says of a booking, on the clocks of `place`. A mail of a cancellation names the time
 * that the customer knows of, even when the booking was moved since without a word to them. Staff
 * read who the customer is and how to reach them, too.
 */
export function factsOf(
	booking: Booking,
	business: Business,
	{ told, place, forStaff }: { told: Told | null; place: Place; forStaff: boolean }
): BookingFacts {
	const cancelled = booking.status === 'cancelled';
	const shown = cancelled && told ? told : booking;
	const at = inWords(shown.startsAt, shown.endsAt, place);
	const moved = told && told.startsAt !== shown.startsAt;
	const old = moved ? inWords(told.startsAt, told.endsAt, place) : null;
	const changedHands = told && told.fieldworker.id !== booking.fieldworker.id;
	const oldFieldworker = changedHands && !cancelled ? oneLine(told.fieldworker.name) : null;
	const fieldworker = oneLine((cancelled && told ? told : booking).fieldworker.name);
	const { customer } = booking;
	const people = [
		{ label: 'Who', value: oneLine(customer.name), was: null },
		{ label: 'Phone', value: oneLine(booking.phone || customer.phone), was: null },
		{ label: 'Email', value: oneLine(customer.email), was: null }
	];
	return {
		startsAt: shown.startsAt,
		at,
		was: old && `${old.date}, ${old.time}`,
		old,
		fieldworker,
		oldFieldworker,
		businessAt: businessTime(shown, business, place),
		rows: [
			{ label: 'What', value: oneLine(booking.service.name), was: null },
			...(forStaff ? people : []),
			{ label: 'With', value: fieldworker, was: oldFieldworker },
			{ label: 'Where', value: oneLine(booking.address || business.address), was: null },
			{ label: 'Price', value: oneLine(booking.service.priceText), was: null },
			{ label: 'Notes', value: paragraphs(booking.notes), was: null },
			{ label: 'Booking', value: `No. ${booking.id}`, was: null }
		].filter((row) => row.value),
		cancelled,
		accent: business.accentColor,
		onAccent: readableOn(business.accentColor)
	};
}

function businessTime(
	{ startsAt, endsAt }: { startsAt: number; endsAt: number },
	business: Business,
	place: Place
): string | null {
	if (sameClocks(place.timeZone, business.timeZone, startsAt)) return null;
	const there = inWords(startsAt, endsAt, { ...place, timeZone: business.timeZone });
	return `At ${oneLine(business.name)}: ${there.shortDate}, ${there.span}, ${there.zone}`;
}

const paragraphs = (text: string) =>
	text
		.split(/\r\n?|\n/)
		.map(oneLine)
		.join('\n')
		.trim();
