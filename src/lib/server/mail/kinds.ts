/** What a mail to a customer, about one of their bookings, is about. */
export type BookingMailKind =
	'confirmation' | 'rescheduled' | 'reminder' | 'cancelled' | 'ask_to_reschedule';
/** What staff are told of: what customers did, and that a mail to one of them does not arrive. */
export type NoticeKind = 'notice_booked' | 'notice_moved' | 'notice_cancelled' | 'notice_bounced';
/** What a mail to somebody of the staff, about their account, is about. */
export type StaffMailKind = 'invite' | 'password_reset';

/** The mails whose words are the admin's to edit. */
export type TemplateKind = BookingMailKind | NoticeKind | 'sign_in';
export type MailKind = BookingMailKind | NoticeKind | StaffMailKind | 'test';
