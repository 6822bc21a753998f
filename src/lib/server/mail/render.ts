import type { Booking } from '../bookings/find.ts';
import type { Standing } from '../bookings/standing.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { factsOf, type BookingFacts } from './facts.ts';
import { fillMail, logoAddress, type RenderedMail } from './fill.ts';
import { bookingDetails, button, sentenceLink, type Part } from './parts.ts';
import type { MailTemplate } from './templates.ts';
import type { Told } from './told.ts';
import { inWords, placeOf } from './when.ts';

/** All that a mail about a booking is made of. `origin` and `secret` become the private link. */
export type MailSubject = {
	booking: Booking;
	business: Business;
	standing: Pick<Standing, 'reschedule' | 'cancel'>;
	told: Told | null;
	origin: string;
	secret: string;
};

/**
 * Turns a template into a mail about a booking: a subject, HTML and plain text, made of the same
 * words.
 * @throws liquidjs errors for an unknown placeholder or bad syntax
 */
export function renderMail(template: MailTemplate, about: MailSubject): RenderedMail {
	const facts = factsOf(about.booking, about.business, about.told);
	const words = wordsOf(about, facts);
	return fillMail(template, {
		words,
		parts: partsOf(about, facts),
		preheader: `${facts.at.shortDate}, ${facts.at.span}, ${facts.at.zone}. ${words.service_name} · ${words.fieldworker_name}`,
		business: about.business,
		logo: logoAddress(about.business, about.origin)
	});
}

function wordsOf({ booking, business }: MailSubject, facts: BookingFacts) {
	return {
		customer_name: oneLine(booking.customer.name),
		business_name: oneLine(business.name),
		business_phone: oneLine(business.phone),
		business_email: oneLine(business.email),
		service_name: oneLine(booking.service.name),
		fieldworker_name: oneLine(booking.fieldworker.name),
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

function partsOf(about: MailSubject, facts: BookingFacts): Record<string, Part> {
	const { booking, business, standing, origin, secret } = about;
	const place = placeOf(booking.customer, business);
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
