import type { MailKind } from './queue.ts';

/**
 * A mail as its author writes it: plain text with Liquid placeholders. A blank line ends a
 * paragraph, a line that starts with `# ` is the heading. HTML and plain text are both made of it.
 *
 * Placeholders that are words: customer_name, business_name, business_phone, business_email,
 * service_name, fieldworker_name, date, short_date, time, zone, booking_number, and old_date,
 * old_time, old_fieldworker_name, which are nil unless they differ from what the customer was told.
 * Placeholders that are parts: booking_details, reschedule_button, cancel_link, schedule_button;
 * where the customer may not do it now, a part is nothing at all, its words included.
 */
export type MailTemplate = { subject: string; body: string };

export const defaultTemplates: Record<MailKind, MailTemplate> = {
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
	}
};
