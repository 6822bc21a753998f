import type { BookingMailKind, StaffMailKind } from './queue.ts';

/**
 * A mail as its author writes it: plain text with Liquid placeholders. A blank line ends a
 * paragraph, a line that starts with `# ` is the heading. HTML and plain text are both made of it.
 *
 * Placeholders that are words: customer_name, business_name, business_phone, business_email,
 * service_name, fieldworker_name, date, short_date, time, zone, booking_number, and old_date,
 * old_time, old_fieldworker_name, which are nil unless they differ from what the customer was told.
 * Placeholders that are parts: booking_details, reschedule_button, cancel_link, schedule_button;
 * where the customer may not do it now, a part is nothing at all, its words included.
 * A mail to staff has staff_name, business_name and fieldworker (whether they are one), and the part
 * account_button.
 */
export type MailTemplate = { subject: string; body: string };

export const defaultTemplates: Record<BookingMailKind, MailTemplate> = {
	confirmation: {
		subject: 'Booking confirmed: {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# Your booking is confirmed

Hello {{ customer_name }}, thank you for booking with {{ business_name }}. We look forward to seeing you.

{{ booking_details }}

{{ reschedule_button }}

{{ cancel_link }}
`
	},
	rescheduled: {
		subject:
			'{% if old_time %}New time{% else %}Booking confirmed{% endif %}: {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# {% if old_time %}Your booking has a new time{% else %}Your booking is confirmed{% endif %}

Hello {{ customer_name }}, {% if old_time %}your booking with {{ business_name }} has moved. Please go by the time below from now on.{% elsif old_fieldworker_name %}your booking with {{ business_name }} is now with {{ fieldworker_name }}. The time stays the same.{% else %}this is how your booking with {{ business_name }} stands now.{% endif %}

{{ booking_details }}

{{ reschedule_button }}

{{ cancel_link }}
`
	},
	cancelled: {
		subject: 'Booking cancelled: {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# Your booking is cancelled

Hello {{ customer_name }}, your booking with {{ business_name }} has been cancelled. There is nothing else you need to do.

{{ booking_details }}

{{ schedule_button }}
`
	},
	ask_to_reschedule: {
		subject:
			'{% if reschedule_button != "" %}Please choose another time{% else %}Please contact us about your booking{% endif %}: {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# {% if reschedule_button != '' %}Please choose another time{% else %}Your booking needs another time{% endif %}

Hello {{ customer_name }}, something has changed on our side, and we cannot keep the time of your booking with {{ business_name }} below. We are sorry for the trouble.

{% if reschedule_button != '' %}Choose another time that suits you, it takes a minute. Until you do, nothing is lost: your booking stays with us.{% else %}Please {% if business_phone != '' %}call us on {{ business_phone }}{% elsif business_email != '' %}write to us at {{ business_email }}{% else %}get in touch with us{% endif %}, and we will find another time together. Until then, nothing is lost: your booking stays with us.{% endif %}

{{ reschedule_button }}

{{ booking_details }}

{{ cancel_link }}
`
	}
};

export const staffTemplates: Record<StaffMailKind, MailTemplate> = {
	invite: {
		subject: 'Your account at {{ business_name }}',
		body: `# Welcome to {{ business_name }}

Hello {{ staff_name }}, an account has been made for you{% if fieldworker %}, so that you can see your own bookings wherever you are{% else %}, so that you can work in the back office{% endif %}. Choose a password, and you are in.

{{ account_button }}

If you did not expect this, you can leave it: without a password the account opens to nobody.
`
	},
	password_reset: {
		subject: 'Choose a new password for {{ business_name }}',
		body: `# Choose a new password

Hello {{ staff_name }}, somebody asked for a new password for your account at {{ business_name }}. If it was you, choose one now.

{{ account_button }}

If it was not you, there is nothing to do: your password stays as it is.
`
	}
};
