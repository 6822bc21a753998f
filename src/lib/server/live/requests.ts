import type { z } from 'zod';
import {
	holdSchema,
	releaseSchema,
	watchSchema,
	type End,
	type Refusal,
	type Requests
} from '../../live/messages.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import type { Sql } from '../database/connection.ts';
import { within } from '../deadline.ts';
import type { Logger } from '../log.ts';
import { sendAway } from './access.ts';
import { newAllowance, spend } from './allowance.ts';
import { hold, releaseOf, releaseStart } from './holding.ts';
import type { Socket } from './server.ts';
import type { SlotsHub } from './slots-hub.ts';
import { tellHold, watch } from './watch.ts';

/** Milliseconds that a request may take before it is answered all the same. */
const DEADLINE = 8_000;
/** Milliseconds for which what a lost connection held is kept, in case it comes back. */
const GRACE = 5_000;

const invalid = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'invalid',
	words: answers.live.notUnderstood
});
const failed = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'failed',
	words: answers.live.fault,
	again: true
});
const tooFast = ({ answers }: Words): End => ({
	reason: 'too_fast',
	words: answers.live.tooMuch
});

type Parts = { sql: Sql; hub: SlotsHub; log: Logger; closing: () => boolean };

/**
 * What a connection may ask. Everything that arrives is parsed and counted; what is none of it is
 * not answered. Nothing but holds can be written (R7).
 */
export function answerRequests({ sql, hub, log, closing }: Parts, socket: Socket): void {
	const words = wordsFor(socket.data.language);
	socket.use(([, ...said], next) => {
		const verdict = spend(socket.data.allowance, performance.now());
		if (verdict === 'go') return next();
		if (verdict === 'leave') return sendAway(socket, tooFast);
		answer(said.at(-1), { result: 'refused', ...tooFast(words), again: true } satisfies Refusal);
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
			if (!request.success) return answer(ack, invalid(words));
			try {
				answer(
					ack,
					await within(DEADLINE, `a live ${name}`, () => inTurn(() => work(request.data)))
				);
			} catch (thrown) {
				log.warn({ err: thrown }, `a live ${name} failed`);
				answer(ack, failed(words));
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
function answer(ack: unknown, ...said: unknown[]): void {
	if (typeof ack === 'function') ack(...said);
}

export const newConnection = () => ({
	rooms: [],
	holdId: null,
	allowance: newAllowance(performance.now())
});
