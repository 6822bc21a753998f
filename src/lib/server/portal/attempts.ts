import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ownAddress } from '../http/client-address.ts';
import { inboxOf } from '../people/inbox.ts';

const QUARTER_HOUR = 15 * 60;

const asksPerAddress = new RateLimiterMemory({ points: 20, duration: QUARTER_HOUR });
const asksPerPerson = new RateLimiterMemory({ points: 6, duration: 4 * QUARTER_HOUR });
const codesPerAddress = new RateLimiterMemory({ points: 40, duration: QUARTER_HOUR });

/**
 * Counts that somebody asks for a mail, per network address, and per address and inbox together.
 * @returns milliseconds until the next one is let through; 0 when this one is
 */
export async function countAsk(networkAddress: string, email: string): Promise<number> {
	const visitor = ownAddress(networkAddress);
	const person = `${visitor ?? ''} ${inboxOf(email)}`;
	// Whoever asks without end under names that they make up is counted by where they are alone.
	const wait = visitor ? await waitOf(() => asksPerAddress.consume(visitor)) : 0;
	if (wait > 0) return wait;
	const personsWait = await waitOf(() => asksPerPerson.consume(person));
	if (personsWait > 0 && visitor) await asksPerAddress.reward(visitor);
	return personsWait;
}

/** Counts that somebody types a code, per network address; answers as `countAsk` does. */
export async function countCode(networkAddress: string): Promise<number> {
	const visitor = ownAddress(networkAddress);
	return visitor ? waitOf(() => codesPerAddress.consume(visitor)) : 0;
}

async function waitOf(consume: () => Promise<unknown>): Promise<number> {
	try {
		await consume();
		return 0;
	} catch (thrown) {
		if (thrown instanceof RateLimiterRes) return Math.max(1, thrown.msBeforeNext);
		throw thrown;
	}
}
