import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ownAddress } from '../http/client-address.ts';

const QUARTER_HOUR = 15 * 60;

const perAddress = new RateLimiterMemory({ points: 30, duration: QUARTER_HOUR });
const perPerson = new RateLimiterMemory({ points: 6, duration: QUARTER_HOUR });

/**
 * Counts one try to sign in, per network address (a subscriber's many count as one), and per that and
 * email together. Never per email alone: a stranger could then keep its owner out.
 * @returns milliseconds until the next try is let through; 0 when this one is
 */
export async function countAttempt(address: string, email: string): Promise<number> {
	try {
		const own = ownAddress(address);
		if (own !== null) await perAddress.consume(own);
		await perPerson.consume(personKey(address, email));
		return 0;
	} catch (thrown) {
		if (thrown instanceof RateLimiterRes) return thrown.msBeforeNext;
		throw thrown;
	}
}

/** Takes a try back that turned out to be right, so that only failures count. */
export async function forgiveAttempts(address: string, email: string): Promise<void> {
	const own = ownAddress(address);
	if (own !== null) await perAddress.reward(own);
	await perPerson.delete(personKey(address, email));
}

const personKey = (address: string, email: string) =>
	`${ownAddress(address) ?? 'here'} ${email.toLowerCase()}`;
