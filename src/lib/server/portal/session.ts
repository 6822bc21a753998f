import type { Device } from '../accounts/session.ts';
import type { Queryable } from '../database/connection.ts';
import { isSecret, newSecret, secretHash } from './secret.ts';

// Lucia, which keeps the sessions of staff, knows one kind of user; these are of another.

/** A customer who is signed in, with what their profile says. */
export type SignedIn = {
	id: number;
	name: string;
	email: string;
	phone: string;
	address: string;
	timeZone: string | null;
	locale: string | null;
	/** Whether they want to be reminded of their bookings. */
	reminders: boolean;
};

/** A session as its owner's browser keeps it: `expiresAt` is an instant. */
export type CustomerSession = { secret: string; expiresAt: number };

/** Days for which a session lasts, from when it was last made longer. */
const DAYS = 60;
/** What a browser calls itself is kept up to here. */
const LONGEST = 400;

/** What is stored of a session's secret, and tells sessions apart without opening them. */
export const customerSessionKey = (secret: string): string => secretHash(secret).toString('hex');

/** Begins a session, and clears away the expired ones of everybody. */
export async function beginCustomerSession(
	sql: Queryable,
	customerId: number,
	{ userAgent, networkAddress }: Device
): Promise<CustomerSession> {
	await sql`
		delete from customer_session
		where expires_at <= (select reslot_clock())
	`;
	const secret = newSecret();
	const [session] = await sql<{ expiresAt: number }[]>`
		insert into customer_session (id, customer_id, user_agent, network_address, expires_at)
		values (
			${customerSessionKey(secret)},
			${customerId},
			${userAgent.replaceAll('\0', '').slice(0, LONGEST).toWellFormed()},
			${networkAddress.replaceAll('\0', '').slice(0, LONGEST)},
			reslot_clock() + make_interval(days => ${DAYS})
		)
		returning expires_at as "expiresAt"
	`;
	return { secret, expiresAt: session!.expiresAt };
}

type Found = {
	customer: SignedIn;
	/** What tells this session from others; it opens nothing. */
	key: string;
	expiresAt: number;
	/** It was given another sixty days, so the cookie must be set again. */
	extended: boolean;
};

/**
 * Whom a cookie belongs to; null when it is wrong or expired. Past half of its time a session is made
 * longer. That it was used is written down once a minute at most.
 */
export async function readCustomerSession(sql: Queryable, secret: string): Promise<Found | null> {
	if (!isSecret(secret)) return null;
	const key = customerSessionKey(secret);
	const [found] = await sql<(SignedIn & { expiresAt: number; old: boolean; unseen: boolean })[]>`
		select
			c.id,
			c.name,
			c.email,
			c.phone,
			c.address,
			c.time_zone as "timeZone",
			c.locale,
			c.reminders,
			s.expires_at as "expiresAt",
			s.expires_at < reslot_clock() + make_interval(days => ${DAYS}) / 2 as old,
			s.last_seen_at < reslot_clock() - interval '1 minute' as unseen
		from customer_session s
		join customer c on c.id = s.customer_id
		where s.id = ${key}
			and s.expires_at > reslot_clock()
			and c.erased_at is null
	`;
	if (!found) return null;
	const { expiresAt, old, unseen, ...customer } = found;
	if (!old && !unseen) return { customer, key, expiresAt, extended: false };
	const [session] = await sql<{ expiresAt: number }[]>`
		update customer_session
		set last_seen_at = reslot_clock(),
			expires_at = ${old ? sql`reslot_clock() + make_interval(days => ${DAYS})` : sql`expires_at`}
		where id = ${key}
		returning expires_at as "expiresAt"
	`;
	// Signed out meanwhile, elsewhere.
	if (!session) return null;
	return { customer, key, expiresAt: session.expiresAt, extended: old };
}

/** A booking that is seen by a session, which is told by its key. */
type Own = { session: string; bookingId: number };

/** Which of these bookings are, now, those of whom the session beside it belongs to. */
export async function findOwnBookings(sql: Queryable, asked: readonly Own[]): Promise<Own[]> {
	return sql<Own[]>`
		select asked.session, b.id as "bookingId"
		from unnest(
			${asked.map(({ session }) => session)}::text[],
			${asked.map(({ bookingId }) => bookingId)}::bigint[]
		) as asked (session, booking_id)
		join customer_session s on s.id = asked.session and s.expires_at > reslot_clock()
		join booking b on b.id = asked.booking_id and b.customer_id = s.customer_id
	`;
}

/** Ends one session. Ending one that is not there is fine. */
export async function signOutCustomer(sql: Queryable, secret: string): Promise<void> {
	await sql`
		delete from customer_session
		where id = ${customerSessionKey(secret)}
	`;
}
