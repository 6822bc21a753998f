import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ownAddress } from '../http/client-address.ts';
import { inboxOf } from '../people/inbox.ts';

const HOUR = 60 * 60;

const perVisitor = new RateLimiterMemory({ points: 20, duration: HOUR });
const perInbox = new RateLimiterMemory({ points: 5, duration: HOUR });
/** The forms that have made their booking: sent again, they make none and mail nobody. */
const made = new RateLimiterMemory({ points: 1, duration: HOUR });

type Visit = {
	/** The visitor's network address. */
	address: string;
	email: string;
	requestId: string;
};

/** Too many were made; milliseconds until the next one is let through. */
export type TooMany = { result: 'too_many'; tryAgainIn: number };

/**
 * Lets a visitor make a booking unless too many were made within the hour from one network address
 * or for one inbox: nobody shall have a stranger mailed without end in the business's name. Only
 * bookings that `book` made count.
 */
export async function bookWithinLimits<Outcome extends { result: string }>(
	visit: Visit,
	book: () => Promise<Outcome>
): Promise<Outcome | TooMany> {
	if (await made.get(visit.requestId)) return book();
	const tryAgainIn = await count(visit);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	let booked = false;
	try {
		const outcome = await book();
		booked = outcome.result === 'booked';
		return outcome;
	} finally {
		if (booked) await made.set(visit.requestId, 1, HOUR);
		else await takeBack(visit);
	}
}

/** Milliseconds until a visitor may make this booking; 0 where they may now. It counts nothing. */
export async function waitToBook(visit: Visit): Promise<number> {
	const visitor = visitorOf(visit);
	const limits = await Promise.all([
		visitor ? perVisitor.get(visitor) : null,
		perInbox.get(inboxOf(visit.email))
	]);
	return Math.max(...limits.map((limit) => (limit && spent(limit) ? limit.msBeforeNext : 0)));
}

const spent = ({ remainingPoints }: RateLimiterRes) => remainingPoints <= 0;

async function count(visit: Visit): Promise<number> {
	const visitor = visitorOf(visit);
	try {
		if (visitor) await perVisitor.consume(visitor);
	} catch (thrown) {
		return waitOf(thrown);
	}
	try {
		await perInbox.consume(inboxOf(visit.email));
		return 0;
	} catch (thrown) {
		if (visitor) await perVisitor.reward(visitor);
		return waitOf(thrown);
	}
}

async function takeBack(visit: Visit): Promise<void> {
	const visitor = visitorOf(visit);
	if (visitor) await perVisitor.reward(visitor);
	await perInbox.reward(inboxOf(visit.email));
}

function waitOf(thrown: unknown): number {
	if (thrown instanceof RateLimiterRes) return Math.max(1, thrown.msBeforeNext);
	throw thrown;
}

const visitorOf = ({ address }: Visit) => ownAddress(address);
