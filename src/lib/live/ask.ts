import type { Socket } from 'socket.io-client';
import type { Events, Requests, Watch } from './messages.ts';

/** A browser's end of a connection to the hub. */
export type HubSocket = Socket<Events, Requests>;

/** What a visitor wants a time for; it goes with whatever they ask. */
export type Wish = Pick<Watch, 'service' | 'fieldworker'>;

/** Milliseconds that an answer may take. */
const PATIENCE = 3_000;

/**
 * Asks the hub, and calls back with its answer, or with null when there is none in time. What cannot
 * be sent now is not sent later.
 */
export function ask<Answer>(
	socket: HubSocket,
	send: (
		to: ReturnType<HubSocket['timeout']>,
		answered: (error: unknown, answer: Answer) => void
	) => void,
	done: (answer: Answer | null) => void,
	patience = PATIENCE
): void {
	if (!socket.connected) return done(null);
	send(socket.timeout(patience), (error, answer) => done(error ? null : answer));
}
