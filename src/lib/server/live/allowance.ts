/** How many requests one connection may make at once, and how many a second after that. */
const AT_ONCE = 20;
const A_SECOND = 2;
/** How far beyond that somebody may go before they are sent away: nobody's page does. */
const PATIENCE = 100;

/** What a connection has left; below zero it has asked too much. */
export type Allowance = { left: number; at: number };

export const newAllowance = (now: number): Allowance => ({ left: AT_ONCE, at: now });

/**
 * Counts one request at the instant `now` (milliseconds of any one clock): whether it may be done,
 * must wait, or whether patience is at its end.
 */
export function spend(allowance: Allowance, now: number): 'go' | 'wait' | 'leave' {
	const earned = ((now - allowance.at) / 1000) * A_SECOND;
	allowance.left = Math.min(AT_ONCE, allowance.left + earned) - 1;
	allowance.at = now;
	if (allowance.left >= 0) return 'go';
	return allowance.left < -PATIENCE ? 'leave' : 'wait';
}
