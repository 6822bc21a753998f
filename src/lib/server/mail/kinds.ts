/** What a mail to a customer, about one of their bookings, is about. */
export type BookingMailKind =
	'confirmation' | 'rescheduled' | 'reminder' | 'cancelled' | 'ask_to_reschedule';
/** What staff are told of: what customers did, and that a mail to one of them does not arrive. */
export type NoticeKind = 'notice_booked' | 'notice_moved' | 'notice_cancelled' | 'notice_bounced';
/** What a mail to somebody of the staff, about their account, is about. */
export type StaffMailKind = 'invite' | 'password_reset';
/** What a mail by which somebody proves that an address is theirs is for: to sign in, or to book. */
export type ProofMailKind = 'sign_in' | 'confirm_email';

/** The mails whose words are the admin's to edit. */
export type TemplateKind = BookingMailKind | NoticeKind | ProofMailKind;
export type MailKind = TemplateKind | StaffMailKind | 'test';
