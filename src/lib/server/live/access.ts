import type { End } from '../../live/messages.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { findOpenSessions } from '../accounts/session.ts';
import type { Sql } from '../database/connection.ts';
import { findOpenLinks } from '../links/manage-link.ts';
import { findOwnBookings } from '../portal/session.ts';
import type { Scope } from '../accounts/staff.ts';
import { linkDead, seesOthers, signedOut } from './admission.ts';
import type { Server, Socket } from './server.ts';

/**
 * Sends away whoever was let in before and would not be now: their link was revoked or has expired,
 * or their session has ended, or may see other bookings by now. Three queries, however many are
 * connected.
 */
export async function sendAwayStrangers(sql: Sql, io: Server): Promise<void> {
	const byLink = new Map<string, Socket[]>();
	const byOwn = new Map<string, Socket[]>();
	const bySession = new Map<string, Socket[]>();
	for (const socket of io.sockets.sockets.values()) {
		const { who } = socket.data;
		if (who.as === 'customer') {
			if ('link' in who.by) add(byLink, who.by.link.toString('hex'), socket);
			else add(byOwn, `${who.by.session} ${who.bookingId}`, socket);
		}
		if (who.as === 'staff') add(bySession, who.session, socket);
	}
	const hashes = [...byLink.keys()].map((hash) => Buffer.from(hash, 'hex'));
	const owned = [...byOwn.values()].flatMap(([socket]) => (socket ? ownOf(socket) : []));
	const [links, own, sessions] = await Promise.all([
		hashes.length > 0 ? findOpenLinks(sql, hashes) : [],
		owned.length > 0 ? findOwnBookings(sql, owned) : [],
		bySession.size > 0 ? findOpenSessions(sql, [...bySession.keys()]) : []
	]);
	for (const link of links) byLink.delete(link.toString('hex'));
	for (const { session, bookingId } of own) byOwn.delete(`${session} ${bookingId}`);
	for (const { key, scope } of sessions) {
		const sockets = bySession.get(key) ?? [];
		bySession.delete(key);
		for (const socket of sockets) if (!sees(socket, scope)) sendAway(socket, seesOthers);
	}
	for (const socket of [...byLink.values()].flat()) sendAway(socket, linkDead);
	for (const socket of [...byOwn.values(), ...bySession.values()].flat())
		sendAway(socket, signedOut);
}

function ownOf({ data: { who } }: Socket) {
	if (who.as !== 'customer' || !('session' in who.by)) return [];
	return [{ session: who.by.session, bookingId: who.bookingId }];
}

const sees = ({ data: { who } }: Socket, scope: Scope) => who.as === 'staff' && who.scope === scope;

function add(sockets: Map<string, Socket[]>, key: string, socket: Socket): void {
	const list = sockets.get(key);
	if (list) list.push(socket);
	else sockets.set(key, [socket]);
}

/** Ends a connection, and says why in its language. */
export function sendAway(socket: Socket, why: (words: Words) => End): void {
	socket.emit('ended', why(wordsFor(socket.data.language)));
	socket.disconnect(true);
}
