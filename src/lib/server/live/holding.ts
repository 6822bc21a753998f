import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { HoldAnswer, HoldRequest, Refusal } from '../../live/messages.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { readClock } from '../database/clock.ts';
import type { Sql } from '../database/connection.ts';
import { holdForBooking } from '../holds/hold-for-booking.ts';
import { holdForVisitor } from '../holds/hold-for-visitor.ts';
import type { HoldResult } from '../holds/keep.ts';
import { holderKey } from '../holds/key.ts';
import { release } from '../holds/release.ts';
import { holderOf, type Admitted } from './admission.ts';
import type { Socket } from './server.ts';

/** Seconds in which holds are counted, and how many a person and a network address may make. */
const WHILE = 5 * 60;
const perHolder = new RateLimiterMemory({ points: 40, duration: WHILE });
const perAddress = new RateLimiterMemory({ points: 120, duration: WHILE });

const notOffered = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'not_offered',
	words: answers.notHeld
});
const tooOften = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'too_many',
	words: answers.heldTooOften
});

/** Holds a time for whoever is connected, in place of what they held before. */
export async function hold(sql: Sql, socket: Socket, request: HoldRequest): Promise<HoldAnswer> {
	const { who, language } = socket.data;
	const holder = holderOf(who);
	if (!holder) return { result: 'off' };
	const may = await mayHold(who, holderKey(holder));
	const result = may ? await holdFor(sql, who, { ...request, language }) : null;
	if (result?.result !== 'held') {
		// Choosing another time gives up the one before, also when this one is not to be had.
		await release(sql, holder);
		const words = wordsFor(language);
		return result ? refusalOf(result, words) : tooOften(words);
	}
	const { id, startsAt, expiresAt, fieldworkerId } = result.hold;
	socket.data.holdId = id;
	const now = await readClock(sql);
	const hold = { start: startsAt, until: expiresAt, fieldworker: fieldworkerId };
	return { result: 'held', hold, now };
}

async function holdFor(
	sql: Sql,
	who: Admitted,
	request: HoldRequest & { language: string }
): Promise<HoldResult> {
	const { start, service, fieldworker, language } = request;
	if (who.as === 'customer') {
		const { bookingId } = who;
		const wish = { bookingId, startsAt: start, fieldworkerId: fieldworker };
		return holdForBooking(sql, { ...wish, language });
	}
	if (who.as === 'staff' || !who.visitor) return { result: 'off' };
	if (service === undefined || fieldworker === undefined) return { result: 'not_found' };
	return holdForVisitor(sql, {
		visitor: who.visitor,
		networkAddress: who.networkAddress,
		serviceId: service,
		fieldworkerId: fieldworker,
		startsAt: start,
		language
	});
}

function refusalOf(result: Exclude<HoldResult, { result: 'held' }>, words: Words): HoldAnswer {
	switch (result.result) {
		case 'off':
		case 'taken':
			return result;
		case 'too_many':
			return { result: 'refused', reason: 'too_many', words: result.words };
		case 'refused':
			return { result: 'refused', reason: result.reason, words: result.words };
		case 'not_found':
			return notOffered(words);
	}
}

/** Gives up what whoever is connected holds at this start. */
export async function releaseStart(sql: Sql, socket: Socket, start: number): Promise<void> {
	const holder = holderOf(socket.data.who);
	if (holder) await release(sql, holder, { startsAt: start });
}

/** Gives up the hold that this connection made, unless another one has taken it over since. */
export async function releaseOf(sql: Sql, socket: Socket): Promise<void> {
	const holder = holderOf(socket.data.who);
	const { holdId } = socket.data;
	if (holder && holdId !== null) await release(sql, holder, { id: holdId });
}

async function mayHold(who: Admitted, key: string): Promise<boolean> {
	try {
		await perHolder.consume(key);
		if (who.as === 'public' && who.networkAddress) await perAddress.consume(who.networkAddress);
		return true;
	} catch (thrown) {
		if (thrown instanceof RateLimiterRes) return false;
		throw thrown;
	}
}
