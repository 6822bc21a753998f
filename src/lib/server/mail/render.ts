import { localDateOf, type Place } from '../../dates.ts';
import type { Booking } from '../bookings/find.ts';
import type { Standing } from '../bookings/standing.ts';
import type { Business } from '../settings/business.ts';
import type { AddressTrouble } from './address-trouble.ts';
import { oneLine } from './address.ts';
import { factsOf, type BookingFacts } from './facts.ts';
import { fillMail, logoAddress, type RenderedMail } from './fill.ts';
import type { BookingMailKind, NoticeKind } from './kinds.ts';
import { bookingDetails, button, sentenceLink, type Part } from './parts.ts';
import type { MailTemplate } from './templates.ts';
import type { Told } from './told.ts';
import { inWords, placeOf } from './when.ts';

/**
 * All that a mail about a booking is made of. `standing` is judged now, and its `now` is when the mail
 * is read as far as we know. In a mail to the customer `origin` and `secret` become the private link.
 * `notice` makes it a mail to staff, which has none: `trouble` is what is the
 * matter with the customer's address.
 */
export type MailSubject = {
	kind: BookingMailKind | NoticeKind;
	booking: Booking;
	business: Business;
	standing: Pick<Standing, 'now' | 'reschedule' | 'cancel'>;
	told: Told | null;
	origin: string;
	secret: string;
	notice?: {
		staffName: string;
		reason: string;
		trouble: Pick<AddressTrouble, 'kind' | 'reason'> | null;
	};
};

/**
 * Turns a template into a mail about a booking: a subject, HTML and plain text, made of the same
 * words. Customers read the clocks of `placeOf()`, staff the business's (R11).
 * @throws liquidjs errors for an unknown placeholder or bad syntax
 */
export function renderMail(template: MailTemplate, about: MailSubject): RenderedMail {
	const { booking, business, told, notice, standing, origin } = about;
	const place = notice ? business : placeOf(booking, business);
	const facts = factsOf(booking, business, { told, place, forStaff: notice !== undefined });
	const words = {
		...wordsOf(booking, business, facts),
		how_soon: soon(facts.startsAt, standing.now, place)
	};
	const who = notice ? words.customer_name : words.fieldworker_name;
	return fillMail(template, {
		words: notice ? { ...words, ...staffsWords(booking, notice) } : words,
		parts: notice ? staffsParts(about, facts) : customersParts(about, facts, place),
		preheader: `${facts.at.shortDate}, ${facts.at.span}, ${facts.at.zone}. ${words.service_name} · ${who}`,
		business,
		logo: logoAddress(business, origin)
	});
}

/** What every mail may say of the business. */
export const businessWords = (business: Business) => ({
	business_name: oneLine(business.name),
	business_phone: oneLine(business.phone),
	business_email: oneLine(business.email)
});

function wordsOf(booking: Booking, business: Business, facts: BookingFacts) {
	return {
		customer_name: oneLine(booking.customer.name),
		...businessWords(business),
		service_name: oneLine(booking.service.name),
		fieldworker_name: facts.fieldworker,
		date: facts.at.date,
		short_date: facts.at.shortDate,
		time: facts.at.time,
		zone: facts.at.zone,
		booking_number: booking.id,
		old_date: facts.old?.date ?? null,
		old_time: facts.old?.time ?? null,
		old_fieldworker_name: facts.oldFieldworker
	};
}

function staffsWords({ customer, phone }: Booking, notice: NonNullable<MailSubject['notice']>) {
	return {
		staff_name: oneLine(notice.staffName),
		customer_email: oneLine(customer.email),
		customer_phone: oneLine(phone || customer.phone),
		reason: oneLine(notice.reason),
		trouble_kind: notice.trouble?.kind ?? null,
		trouble: oneLine(notice.trouble?.reason ?? '')
	};
}

/** "today" or "tomorrow" by the reader's calendar; nothing for any other day. */
function soon(startsAt: number, now: number, { timeZone }: Place): string | null {
	const day = (at: number) => Date.parse(localDateOf(at, timeZone));
	const days = (day(startsAt) - day(now)) / 86_400_000;
	return days === 0 ? 'today' : days === 1 ? 'tomorrow' : null;
}

function staffsParts({ booking, origin }: MailSubject, facts: BookingFacts): Record<string, Part> {
	const url = `${origin}/admin/bookings/${booking.id}`;
	return {
		booking_details: bookingDetails(facts),
		booking_button: button(facts, { label: 'Open the booking', url, hint: null })
	};
}

function customersParts(
	{ booking, standing, origin, secret }: MailSubject,
	facts: BookingFacts,
	place: Place
): Record<string, Part> {
	const until = (instant: number) => {
		const { date, time, zone } = inWords(instant, instant, place);
		return `Possible until ${date}, ${time}, ${zone}.`;
	};
	return {
		booking_details: bookingDetails(facts),
		reschedule_button: standing.reschedule.allowed
			? button(facts, {
					label: 'Reschedule or change booking details',
					url: `${origin}/b/${secret}`,
					hint: until(standing.reschedule.until)
				})
			: null,
		cancel_link: standing.cancel.allowed
			? sentenceLink({
					before: 'Can’t make it? ',
					label: 'Cancel this booking',
					url: `${origin}/b/${secret}/cancellation`
				})
			: null,
		schedule_button: button(facts, {
			label: 'Schedule an appointment',
			url: `${origin}/book?service=${booking.service.id}`,
			hint: null
		})
	};
}
