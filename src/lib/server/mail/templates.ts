import type { StaffMailKind, TemplateKind } from './kinds.ts';

/**
 * A mail as its author writes it: plain text with Liquid placeholders (palette.ts says which). A
 * blank line ends a paragraph, a line that starts with `# ` is a heading. HTML and plain text are
 * both made of it. A part that is not there now takes its whole sentence with it (sentences.ts).
 */
export type MailTemplate = { subject: string; body: string };

/** The words of every mail until the admin writes others. */
export const defaultTemplates: Record<TemplateKind, MailTemplate> = {
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
	reminder: {
		subject:
			'Reminder: {{ service_name }}{% if how_soon %} {{ how_soon }}{% endif %}, {{ short_date }}, {{ time }}',
		body: `# See you {% if how_soon %}{{ how_soon }}{% else %}soon{% endif %}

Hello {{ customer_name }}, a short reminder of your booking with {{ business_name }}.

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
			'{% if reschedule_button %}Please choose another time{% else %}Please contact us about your booking{% endif %}: {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# {% if reschedule_button %}Please choose another time{% else %}Your booking needs another time{% endif %}

Hello {{ customer_name }}, something has changed on our side, and we cannot keep the time of your booking with {{ business_name }} below. We are sorry for the trouble.

{% if reschedule_button %}Choose another time that suits you, it takes a minute. Until you do, nothing is lost: your booking stays with us.{% else %}Please {% if business_phone %}call us on {{ business_phone }}{% elsif business_email %}write to us at {{ business_email }}{% else %}get in touch with us{% endif %}, and we will find another time together. Until then, nothing is lost: your booking stays with us.{% endif %}

{{ reschedule_button }}

{{ booking_details }}

{{ cancel_link }}
`
	},
	sign_in: {
		subject: 'Sign in to {{ business_name }}',
		body: `# Sign in

Hello{% if customer_name %} {{ customer_name }}{% endif %}, this is your way to your bookings with {{ business_name }}.

{{ sign_in_button }}

Or enter this code where you asked for it:

{{ sign_in_code }}

Either works once, for 15 minutes. If you did not ask to sign in, there is nothing to do: nobody gets in without this mail.
`
	},
	confirm_email: {
		subject: 'Your code for booking with {{ business_name }}',
		body: `# Your code

Hello, somebody gave this email address to book with {{ business_name }}. If it was you, type this code where you are booking:

{{ confirm_code }}

It works once, for 15 minutes. If it was not you, there is nothing to do: nothing is booked.
`
	},
	notice_booked: {
		subject: 'New booking: {{ customer_name }}, {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# New booking

{{ customer_name }} booked {{ service_name }} with {{ fieldworker_name }}.{% if reason %} They wrote: “{{ reason }}”{% endif %}

{{ booking_details }}

{{ booking_button }}
`
	},
	notice_moved: {
		subject: 'Moved: {{ customer_name }}, {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# {{ customer_name }} moved a booking

{% if old_time %}From {{ old_date }}, {{ old_time }}, to {{ date }}, {{ time }}{% else %}The time stays the same{% endif %}{% if old_fieldworker_name %}, now with {{ fieldworker_name }} instead of {{ old_fieldworker_name }}{% endif %}.{% if reason %} They wrote: “{{ reason }}”{% endif %}

{{ booking_details }}

{{ booking_button }}
`
	},
	notice_cancelled: {
		subject: 'Cancelled: {{ customer_name }}, {{ service_name }}, {{ short_date }}, {{ time }}',
		body: `# {{ customer_name }} cancelled a booking

{{ fieldworker_name }} is free again at that time.{% if reason %} They wrote: “{{ reason }}”{% endif %}

{{ booking_details }}

{{ booking_button }}
`
	},
	notice_bounced: {
		subject:
			'{% if trouble_kind == "complained" %}{{ customer_name }} marked our mail as spam{% elsif trouble_kind == "unsubscribed" %}{{ customer_name }} asked for no more mail{% else %}Mail does not reach {{ customer_name }}{% endif %}: {{ service_name }}, {{ short_date }}',
		body: `# {% if trouble_kind == "complained" %}{{ customer_name }} marked our mail as spam{% elsif trouble_kind == "unsubscribed" %}{{ customer_name }} asked for no more mail{% else %}Mail does not reach {{ customer_name }}{% endif %}

{% if trouble_kind == "complained" %}They marked what we sent to {{ customer_email }} about this booking as spam.{% elsif trouble_kind == "unsubscribed" %}They asked at {{ customer_email }} for no more mail from us.{% else %}What we sent to {{ customer_email }} about this booking did not arrive.{% endif %}{% if trouble %} {{ trouble }}{% endif %}

{% if trouble_kind == "bounced" %}{% if customer_phone %}Call them on {{ customer_phone }}, and ask for an address that works.{% else %}They may not know of changes to their booking. Ask them for an address that works when you next speak.{% endif %}{% else %}Mail may not reach them any more. {% if customer_phone %}When something changes, call them on {{ customer_phone }}.{% else %}They may not know of changes to their booking. Ask them how you can reach them when you next speak.{% endif %}{% endif %}

{{ booking_details }}

{{ booking_button }}
`
	}
};

/** Mail to staff about their own account; these words are not the admin's to edit. */
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
