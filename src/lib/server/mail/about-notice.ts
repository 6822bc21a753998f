import { english } from '../../words/index.ts';
import { findBooking, type Booking } from '../bookings/find.ts';
import { readStanding } from '../bookings/standing.ts';
import type { Transaction } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readTrouble, type AddressTrouble } from './address-trouble.ts';
import { fillOwn } from './fill-own.ts';
import type { QueuedMail, Written } from './outbox.ts';
import { outdated } from './stale.ts';
import type { Told } from './told.ts';

type Notice = Extract<QueuedMail, { bookingId: number; staffId: number }>;

/** What a notice tells of: what was so before, and what the customer said, or what is wrong. */
type News = { told: Told | null; reason: string; trouble: Trouble | null };
type Trouble = Pick<AddressTrouble, 'kind' | 'reason'>;

/** Writes to somebody of the staff what became of a booking. It holds no secret. */
export async function writeNotice(tx: Transaction, mail: Notice, origin: string): Promise<Written> {
	const booking = await findBooking(tx, mail.bookingId);
	if (!booking) return { superseded: 'The booking is not there any more' };
	const reader = await readReader(tx, mail);
	if ('superseded' in reader) return reader;
	const news =
		mail.kind === 'notice_bounced'
			? await readBounce(tx, booking)
			: await readChange(tx, mail, booking);
	if ('superseded' in news) return news;
	const { told, reason, trouble } = news;
	const business = await requireBusiness(tx);
	const standing = await readStanding(tx, booking, english.refusals);
	const notice = { staffName: reader.name, reason, trouble };
	const about = { kind: mail.kind, booking, business, told, standing, origin, secret: '', notice };
	return {
		...(await fillOwn(tx, about)),
		secrets: [],
		// That of the change which it tells of, by which a second attempt finds it again.
		version: mail.version,
		mark: `${booking.id}.v${booking.version}.staff-${mail.staffId}`
	};
}

/** Whoever it is for, unless they have left or have said since that they want no notices. */
async function readReader(
	tx: Transaction,
	mail: Notice
): Promise<{ name: string } | { superseded: string }> {
	const [person] = await tx<{ name: string; email: string; active: boolean; wants: boolean }[]>`
		select name, email, active, booking_notices as wants
		from staff
		where id = ${mail.staffId}
	`;
	if (!person?.active) return { superseded: 'Their account is closed' };
	if (!person.wants) return { superseded: 'They want no such mail any more' };
	if (person.email.toLowerCase() !== mail.toEmail.toLowerCase()) {
		return { superseded: 'Their account has another email address now' };
	}
	return { name: person.name };
}

/** What the customer did; of a booking that has become something else since, nothing is told (R6). */
async function readChange(
	tx: Transaction,
	mail: Notice,
	booking: Booking
): Promise<News | { superseded: string }> {
	const [change] = await tx<{ told: Told | null; reason: string; outdated: boolean }[]>`
		select
			case
				when c.old_starts_at is not null
				then json_build_object(
					'startsAt', floor(extract(epoch from c.old_starts_at) * 1000),
					'endsAt', floor(extract(epoch from c.old_ends_at) * 1000),
					'fieldworker', json_build_object('id', f.id, 'name', f.name)
				)
			end as told,
			c.reason,
			exists (
				select
				from booking_change later
				where later.booking_id = c.booking_id
					and later.version > c.version
					and later.action in ('moved', 'cancelled', 'reopened')
			) as outdated
		from booking_change c
		left join fieldworker f on f.id = c.old_fieldworker_id
		where c.booking_id = ${mail.bookingId}
			and c.version = ${mail.version}
	`;
	if (!change || change.outdated) {
		return { superseded: outdated(mail, booking) };
	}
	return { told: change.told, reason: change.reason, trouble: null };
}

/** What is the matter with the customer's address, as it is now. */
async function readBounce(
	tx: Transaction,
	{ customer }: Booking
): Promise<News | { superseded: string }> {
	const trouble = await readTrouble(tx, customer.email);
	if (!trouble)
		return { superseded: 'The address works again, or the customer has another one now' };
	return { told: null, reason: '', trouble };
}
