import postgres from 'postgres';

/**
 * How values cross between Postgres and the application:
 * - `timestamptz` is epoch milliseconds (a number), in both directions (R11);
 * - `date` is a local date, `'YYYY-MM-DD'`, never an instant;
 * - `bigint` is a number: ids and counters stay far below 2^53.
 */
const types = {
	bigint: {
		to: 20,
		from: [20],
		serialize: (value: number) => String(value),
		parse: (text: string) => Number(text)
	},
	instant: {
		to: 1184,
		from: [1184],
		serialize: (value: number) => new Date(value).toISOString(),
		parse: (text: string) => Date.parse(text)
	},
	localDate: {
		to: 1082,
		from: [1082],
		serialize: (value: string) => value,
		parse: (text: string) => text
	}
};

type Types = { bigint: number; instant: number; localDate: string };

/** A pool of connections. */
export type Sql = postgres.Sql<Types>;
/** One connection inside a transaction. */
export type Transaction = postgres.TransactionSql<Types>;
/** What a query function takes first: a pool, or the transaction that it shall be part of. */
export type Queryable = Sql | Transaction;
/** A query that has not been sent yet: awaited it is, inside another one it is a part of that. */
export type PendingQuery<Rows extends readonly postgres.MaybeRow[]> = postgres.PendingQuery<Rows>;

/** Milliseconds that Postgres gives one statement, and one wait for a lock, before it ends them. */
const STATEMENT_TIMEOUT = 10_000;
const LOCK_TIMEOUT = 5_000;
/**
 * Seconds before a pool tries to connect again after so many failures in a row. By itself it would
 * wait up to 20: long after Postgres is back, whoever asks next would be kept waiting for that.
 */
const backoff = (failures: number) => Math.min(0.05 * 2 ** failures, 1);

/** Where notifications arrive that a connection listens to: an option that its types leave out. */
type Notified = { onnotify?: (channel: string, payload: string) => void };

/**
 * Opens a pool. Statements, lock waits and forgotten transactions all have an end set by Postgres;
 * what Postgres cannot see (a network that swallows packets) is ended by `within` in deadline.ts.
 */
export function connect(
	url: string,
	options: Omit<postgres.Options<Record<string, never>>, 'types'> & Notified = {}
): Sql {
	return postgres(url, {
		max: 10,
		idle_timeout: 60,
		connect_timeout: 10,
		backoff,
		onnotice: () => {},
		...options,
		types,
		connection: {
			application_name: 'reslot',
			// Days added to an instant are 24 hours everywhere; calendars are counted in Node (R11).
			TimeZone: 'UTC',
			statement_timeout: STATEMENT_TIMEOUT,
			lock_timeout: LOCK_TIMEOUT,
			idle_in_transaction_session_timeout: 15_000,
			...options.connection
		}
	});
}
