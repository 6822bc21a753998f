import { DeadlineExceeded } from './deadline.ts';

/** What postgres.js and the network say of a database that nobody reaches or that hung up. */
const UNREACHED =
	/^(CONNECT_TIMEOUT|CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH)$/;
/** What Postgres says of itself while it stops, starts or has no connection left. */
const NOT_SERVING = /^(08...|57P0[123]|53300)$/;
/** What Postgres ended because it took too long: a statement, or the wait for a lock. */
const ENDED = /^(57014|55P03)$/;

/**
 * Whether a fault passes by itself: the database is `away`, or something took too `long`. Null is a
 * fault of ours, which the same request meets again.
 */
export function passingFault(fault: unknown): 'away' | 'long' | null {
	if (fault instanceof DeadlineExceeded) return 'long';
	if (!(fault instanceof Error) || !('code' in fault)) return null;
	const code = String(fault.code);
	if (ENDED.test(code)) return 'long';
	return UNREACHED.test(code) || NOT_SERVING.test(code) ? 'away' : null;
}
