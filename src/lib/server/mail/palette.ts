import type { TemplateKind } from './kinds.ts';

/**
 * What may stand in a template between `{{` and `}}`. A `word` is put into the sentence, a `part` is a
 * piece of the page. `says` is what it stands for, `example` what it may look like;
 * what is `optional` is nothing in some mails.
 */
export type Placeholder = {
	name: string;
	form: 'word' | 'part';
	says: string;
	example: string;
	optional: boolean;
};

const word = (name: string, says: string, example: string): Placeholder => ({
	name,
	form: 'word',
	says,
	example,
	optional: false
});
const part = (name: string, says: string, example: string): Placeholder => ({
	name,
	form: 'part',
	says,
	example,
	optional: false
});
const optional = (placeholder: Placeholder): Placeholder => ({ ...placeholder, optional: true });

const BUSINESS = [
	word('business_name', 'The name of your business', 'Harbour Home Care'),
	optional(
		word('business_phone', 'The phone number of your business, if it has one', '02 5550 1234')
	),
	optional(
		word('business_email', 'The email address of your business, if it has one', 'hello@example.com')
	)
];

const BOOKING = [
	word('service_name', 'What was booked', 'Deep clean'),
	word('fieldworker_name', 'Who comes', 'Noah Fletcher'),
	word('date', 'The day of the booking, in full', 'Thursday 4 June 2026'),
	word('short_date', 'The day of the booking, in short', 'Thu 4 June'),
	word('time', 'When the booking starts', '1:30 pm'),
	word('zone', 'Whose clocks the time goes by', 'Sydney time'),
	optional(word('how_soon', '“today” or “tomorrow”; nothing when it is later', 'tomorrow')),
	word('booking_number', 'The number of the booking', '1042'),
	optional(
		word(
			'old_date',
			'The day before the change; nothing unless the time is new',
			'Tuesday 2 June 2026'
		)
	),
	optional(word('old_time', 'The time before the change; nothing unless it is new', '11:30 am')),
	optional(
		word('old_fieldworker_name', 'Who would have come; nothing unless that is new', 'Ava Chen')
	),
	part('booking_details', 'The time, large, and below it what was booked', 'Booking details')
];

const CUSTOMERS = [
	word('customer_name', 'The name of the customer', 'Mia Laurent'),
	...BUSINESS,
	...BOOKING,
	optional(
		part(
			'reschedule_button',
			'The button “Reschedule or change booking details”; nothing when the customer may not reschedule',
			'Reschedule or change booking details'
		)
	),
	optional(
		part(
			'cancel_link',
			'The sentence “Can’t make it? Cancel this booking.”; nothing when the customer may not cancel',
			'Can’t make it? Cancel this booking.'
		)
	),
	part('schedule_button', 'The button “Schedule an appointment”', 'Schedule an appointment')
];

const STAFFS = [
	word('staff_name', 'The name of whoever reads this', 'Grace Hopper'),
	word('customer_name', 'The name of the customer', 'Mia Laurent'),
	word('customer_email', 'The email address of the customer', 'mia@example.com'),
	optional(
		word('customer_phone', 'The phone number of the customer, if it is known', '0400 555 010')
	),
	optional(
		word('reason', 'What the customer wrote about it, if they did', 'We are away that week')
	),
	...BUSINESS,
	...BOOKING,
	part('booking_button', 'The button “Open the booking”', 'Open the booking')
];

const TROUBLE = [
	word(
		'trouble_kind',
		'What happened: “bounced” (it came back), “complained” (they marked it as spam) or “unsubscribed” (they asked for no more)',
		'bounced'
	),
	optional(
		word(
			'trouble',
			'Why mail does not arrive, if that is known',
			'There is no mailbox of that name.'
		)
	)
];

const SIGN_IN = [
	optional(word('customer_name', 'The name of the customer, if it is known', 'Mia Laurent')),
	...BUSINESS,
	part('sign_in_button', 'The button “Sign in”', 'Sign in'),
	part('sign_in_code', 'The code to type instead', '4829 1357')
];

const CONFIRM_EMAIL = [
	...BUSINESS,
	part('confirm_code', 'The code to type where they are booking', '4829 1357')
];

/** The placeholders that a template of this kind may use, in the order in which they are shown. */
export function paletteOf(kind: TemplateKind): Placeholder[] {
	if (kind === 'sign_in') return SIGN_IN;
	if (kind === 'confirm_email') return CONFIRM_EMAIL;
	if (kind === 'notice_bounced') return [...STAFFS, ...TROUBLE];
	return kind.startsWith('notice') ? STAFFS : CUSTOMERS;
}
