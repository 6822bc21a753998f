import type { IncomingMessage } from 'node:http';
import { languageSchema, whoSchema, type End } from '../../live/messages.ts';
import { languageOf, type Words } from '../../words/index.ts';
import { sessionCookie } from '../accounts/cookie.ts';
import { findOpenSessions } from '../accounts/session.ts';
import { sessionKey } from '../accounts/session-store.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connection.ts';
import type { Holder } from '../holds/holder.ts';
import { visitorCookie, visitorOf } from '../holds/visitor.ts';
import { clientAddress, ownAddress } from '../http/client-address.ts';
import { readCookie } from '../http/cookies.ts';
import { mayWrite } from '../http/origin.ts';
import { linkHash, openLink } from '../links/manage-link.ts';
import { customerCookie } from '../portal/cookies.ts';
import { customerSessionKey, findOwnBookings } from '../portal/session.ts';

/**
 * Somebody who was let in: the customer of a booking, by its link or because they are signed in; a visitor of the public booking
 * page, who can hold times when their browser keeps cookies; or staff, who hear of everybody's
 * bookings or of their own.
 */
export type Admitted =
	| { as: 'customer'; bookingId: number; by: { link: Buffer } | { session: string } }
	| { as: 'public'; visitor: Buffer | null; networkAddress: string | null }
	| { as: 'staff'; session: string; scope: Scope };

/** Why somebody was not let in; the client gets it as the data of its error. */
export class NotAdmitted extends Error {
	readonly data: End;
	constructor(end: End) {
		super(end.reason);
		this.data = end;
	}
}

export const linkDead = ({ answers }: Words): End => ({
	reason: 'link_dead',
	words: answers.live.deadLink
});
export const signedOut = ({ answers }: Words): End => ({
	reason: 'signed_out',
	words: answers.live.signedOut
});
/** Somebody's role was changed, or who they are on the calendar: the page they have is another one's. */
export const seesOthers = ({ answers }: Words): End => ({
	reason: 'signed_out',
	words: answers.live.mayNot
});

/** Which of the languages of our words whoever connects with this query is answered in. */
export const languageIn = (query: { language?: unknown }): string =>
	languageOf(languageSchema.parse(query.language));

/**
 * Whether a request to connect comes from our own pages. Every browser names the origin of a
 * WebSocket and of a POST; only a polling GET may come without any, and no other site can read its
 * answer. CORS alone would not keep a foreign page's WebSocket out.
 */
export function isFromHere(request: IncomingMessage, origin: string): boolean {
	const headers = new Headers();
	for (const name of ['origin', 'host', 'sec-fetch-site']) {
		const value = request.headers[name];
		if (typeof value === 'string') headers.set(name, value);
	}
	const saysNothing = !headers.has('origin') && !headers.has('sec-fetch-site');
	const isPollingGet = request.method === 'GET' && !request.headers.upgrade;
	return (isPollingGet && saysNothing) || mayWrite('POST', headers, origin);
}

/**
 * Lets somebody in, by what they say they are and can show for it, or says in `words` why not.
 * @throws NotAdmitted
 */
export async function admit(
	sql: Sql,
	config: Pick<Config, 'origin' | 'proxy'>,
	said: unknown,
	request: IncomingMessage,
	words: Words
): Promise<Admitted> {
	const who = whoSchema.safeParse(said);
	if (!who.success) throw new NotAdmitted(linkDead(words));
	const { cookie } = request.headers;
	switch (who.data.as) {
		case 'link': {
			const bookingId = await openLink(sql, who.data.token);
			if (bookingId === null) throw new NotAdmitted(linkDead(words));
			return { as: 'customer', bookingId, by: { link: linkHash(who.data.token) } };
		}
		case 'customer': {
			const secret = readCookie(cookie, customerCookie(config.origin).name);
			const session = secret ? customerSessionKey(secret) : '';
			const own = { bookingId: who.data.booking, session };
			const [open] = secret ? await findOwnBookings(sql, [own]) : [];
			if (!open) throw new NotAdmitted(signedOut(words));
			return { as: 'customer', bookingId: open.bookingId, by: { session } };
		}
		case 'public': {
			const visitor = visitorOf(readCookie(cookie, visitorCookie(config.origin).name)) ?? null;
			const networkAddress = ownAddress(clientAddress(request, config.proxy));
			return { as: 'public', visitor, networkAddress };
		}
		case 'staff': {
			const secret = readCookie(cookie, sessionCookie(config.origin).name);
			// Only looked up: a connection does not make a session last longer, as a request does.
			const [open] = secret ? await findOpenSessions(sql, [sessionKey(secret)]) : [];
			if (!open) throw new NotAdmitted(signedOut(words));
			return { as: 'staff', session: open.key, scope: open.scope };
		}
	}
}

/** Whose holds somebody makes; null for those who make none. */
export function holderOf(who: Admitted): Holder | null {
	if (who.as === 'customer') return { bookingId: who.bookingId };
	return who.as === 'public' && who.visitor ? { visitor: who.visitor } : null;
}
