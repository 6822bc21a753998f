import type { z } from 'zod';
import {
	holdSchema,
	releaseSchema,
	watchSchema,
	type End,
	type Refusal,
	type Requests
} from '../../live/messages.ts';
import { wordsFor } from '../../words/index.ts';
import type { Sql } from '../database/connection.ts';
import { within } from '../deadline.ts';
import type { Logger } from '../log.ts';
import { newAllowance, spend } from './allowance.ts';
import { hold, releaseOf, releaseStart } from './holding.ts';
import type { Socket } from './server.ts';
import type { SlotsHub } from './slots-hub.ts';
import { tellHold, watch } from './watch.ts';

const { live: words } = wordsFor('en').answers;

/** Milliseconds that a request may take before it is answered all the same. */
const DEADLINE = 8_000;
/** Milliseconds for which what a lost connection held is kept, in case it comes back. */
const GRACE = 5_000;

const INVALID: Refusal = {
	result: 'refused',
	reason: 'invalid',
	words: words.notUnderstood
};
const FAILED: Refusal = {
	result: 'refused',
	reason: 'failed',
	words: words.fault,
	again: true
};
const TOO_FAST: End = {
	reason: 'too_fast',
	words: words.tooMuch
};
const WAIT: Refusal = { result: 'refused', ...TOO_FAST, again: true };

type Parts = { sql: Sql; hub: SlotsHub; log: Logger; closing: () => boolean };

/**
 * What a connection may ask. Everything that arrives is parsed and counted; what is none of it is
 * not answered. Nothing but holds can be written (R7).
 */
export function answerRequests({ sql, hub, log, closing }: Parts, socket: Socket): void {
	socket.use(([, ...said], next) => {
		const verdict = spend(socket.data.allowance, performance.now());
		if (verdict === 'go') return next();
		if (verdict === 'wait') return answer(said.at(-1), WAIT);
		socket.emit('ended', TOO_FAST);
		socket.disconnect(true);
	});

	let turn: Promise<unknown> = Promise.resolve();
	/** One after the other, as they were asked: giving up a hold must not overtake making it. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = turn.then(work);
		turn = mine.catch(() => {});
		return mine;
	}

	function on<Request, Answer>(
		name: keyof Requests,
		schema: z.ZodType<Request>,
		work: (request: Request) => Promise<Answer>
	): void {
		socket.on(name, async (said: unknown, ack: unknown) => {
			const request = schema.safeParse(said);
			if (!request.success) return answer(ack, INVALID);
			try {
				answer(
					ack,
					await within(DEADLINE, `a live ${name}`, () => inTurn(() => work(request.data)))
				);
			} catch (thrown) {
				log.warn({ err: thrown }, `a live ${name} failed`);
				answer(ack, FAILED);
			}
		});
	}

	on('watch', watchSchema, async (request) => {
		const watching = await watch(sql, hub, socket, request);
		if (watching.result === 'watching') await tellHold(sql, socket);
		return watching;
	});
	on('hold', holdSchema, (request) => hold(sql, socket, request));
	on('release', releaseSchema, ({ start }) => releaseStart(sql, socket, start));
	socket.on('echo', (ack) => answer(ack));

	socket.on('disconnect', (reason) => {
		if (closing()) return;
		const release = () =>
			void inTurn(() => releaseOf(sql, socket)).catch((thrown) =>
				log.warn({ err: thrown }, 'could not release a hold; it expires by itself')
			);
		// Whoever says goodbye has closed the page. Others may have driven into a tunnel.
		if (reason === 'client namespace disconnect') release();
		else setTimeout(release, GRACE).unref();
	});
}

/** Answers if it was asked to: a client need not, and calling what is no function ends the process. */
function answer(ack: unknown, ...words: unknown[]): void {
	if (typeof ack === 'function') ack(...words);
}

export const newConnection = () => ({
	rooms: [],
	holdId: null,
	allowance: newAllowance(performance.now())
});
