import type { TemplateKind } from '$lib/server/mail/kinds';

/** The mails in the groups in which they are shown. */
export const groups: { name: string; kinds: TemplateKind[] }[] = [
	{
		name: 'To customers',
		kinds: [
			'confirmation',
			'rescheduled',
			'reminder',
			'cancelled',
			'ask_to_reschedule',
			'sign_in',
			'confirm_email'
		]
	},
	{
		name: 'To staff',
		kinds: ['notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced']
	}
];

/** When each of them is sent. */
export const whenSent: Record<TemplateKind, string> = {
	confirmation: 'When somebody books, and when you send a booking’s email again.',
	rescheduled: 'When a booking gets another time or another fieldworker.',
	reminder: 'Before the appointment, at the times that you set for reminders.',
	cancelled: 'When a booking is cancelled.',
	ask_to_reschedule: 'When you ask a customer to choose another time.',
	sign_in: 'When a customer asks to sign in.',
	confirm_email: 'When somebody books, if you ask visitors to confirm their address first.',
	notice_booked: 'When a customer books.',
	notice_moved: 'When a customer moves a booking.',
	notice_cancelled: 'When a customer cancels a booking.',
	notice_bounced: 'When an email to a customer could not be delivered.'
};
