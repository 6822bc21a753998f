import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const QUARTER_HOUR = 15 * 60;

const perAddress = new RateLimiterMemory({ points: 30, duration: QUARTER_HOUR });
/** Behind a proxy that does not tell us who asks, everybody comes from here. */
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

const perPerson = new RateLimiterMemory({ points: 6, duration: QUARTER_HOUR });

/**
 * Counts one try to sign in, per network address and per address and email together. Never per
 * email alone: a stranger could then keep its owner out.
 * @returns milliseconds until the next try is let through; 0 when this one is
 */
export async function countAttempt(address: string, email: string): Promise<number> {
	try {
		if (!LOOPBACK.test(address)) await perAddress.consume(address);
		await perPerson.consume(personKey(address, email));
		return 0;
	} catch (thrown) {
		if (thrown instanceof RateLimiterRes) return thrown.msBeforeNext;
		throw thrown;
	}
}

/** Takes a try back that turned out to be right, so that only failures count. */
export async function forgiveAttempts(address: string, email: string): Promise<void> {
	if (!LOOPBACK.test(address)) await perAddress.reward(address);
	await perPerson.delete(personKey(address, email));
}

const personKey = (address: string, email: string) => `${address} ${email.toLowerCase()}`;
