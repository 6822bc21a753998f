import type { Erasure } from '$lib/server/people/erase';

const count = (number: number, one: string, more: string) =>
	`${number.toLocaleString('en')} ${number === 1 ? one : more}`;

/** What erasing a customer will do, in numbers. */
export function sayErasure({ upcoming, past, mails, links }: Erasure): string[] {
	return [
		upcoming
			? `${count(upcoming, 'upcoming booking is', 'upcoming bookings are')} cancelled without an email, and can be booked by others.`
			: 'They have no upcoming booking.',
		'Their name, email, phone and address are removed.',
		past
			? `${count(past, 'past or cancelled booking stays', 'past or cancelled bookings stay')} without a name, phone, address, notes or comments.`
			: '',
		mails
			? `${count(mails, 'email is', 'emails are')} emptied; what has not been sent is not sent.`
			: '',
		links ? `${count(links, 'link in an email stops', 'links in emails stop')} working.` : ''
	].filter(Boolean);
}

/** What stays, so that nobody is surprised. */
export const WHAT_STAYS =
	'What stays is when there were bookings, of which service, with which fieldworker and how they ended. Titles of blocked events and emails that have arrived are not changed.';
