import { WebSocket } from 'ws';
import type { End } from '../../src/lib/live/messages.ts';
import { LIVE_PATH } from '../../src/lib/live/path.ts';
import { LIMIT, type LiveClient } from './live.ts';

function inTime<T>(what: string, hear: (resolve: (value: T) => void) => void): Promise<T> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`${what}: not in time`)), LIMIT);
		hear((value) => {
			clearTimeout(late);
			resolve(value);
		});
	});
}

/** Resolves when a client is let in. */
export const letIn = (socket: LiveClient): Promise<void> =>
	inTime('let in', (resolve) => {
		if (socket.connected) resolve();
		else socket.once('connect', () => resolve());
	});

/** What a client that was not let in is told. */
export const turnedAway = (socket: LiveClient): Promise<{ message: string; data?: End }> =>
	inTime('turned away', (resolve) => {
		socket.once('connect_error', resolve);
	});

/** Resolves with the reason when a client's connection is over. */
export const gone = (socket: LiveClient): Promise<string> =>
	inTime('gone', (resolve) => {
		if (socket.disconnected) resolve('already');
		else socket.once('disconnect', resolve);
	});

/** Why a client is sent away, once its connection is over as well. */
export async function sentAway(socket: LiveClient): Promise<End> {
	const said = inTime<End>('told why', (resolve) => socket.once('ended', resolve));
	const [end] = await Promise.all([said, gone(socket)]);
	return end;
}

/** The address of the hub as a transport asks for it. */
export const knockAt = (origin: string, transport: 'polling' | 'websocket') =>
	`${origin}${LIVE_PATH}/?EIO=4&transport=${transport}`;

/** Asks for a bare WebSocket; the answer's status, 101 for one that was opened. */
export function knock(origin: string, headers: Record<string, string>): Promise<number> {
	return inTime('knocked', (resolve) => {
		const socket = new WebSocket(knockAt(origin, 'websocket'), { headers });
		socket.once('open', () => {
			resolve(101);
			socket.close();
		});
		socket.once('unexpected-response', (_, response) => {
			resolve(response.statusCode ?? 0);
			socket.terminate();
		});
		socket.on('error', () => {});
	});
}
