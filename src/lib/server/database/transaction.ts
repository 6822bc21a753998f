import type { Sql, Transaction } from './connection.ts';
import { within } from '../deadline.ts';

/** Milliseconds that a whole transaction may take, waits for locks included. */
const DEADLINE = 12_000;

class RolledBack<T> {
	readonly value: T;
	constructor(value: T) {
		this.value = value;
	}
}

/**
 * Runs one ability's writes as one transaction. The work returns a value to commit; calling
 * `rollback(value)` undoes everything and makes the whole transaction answer with that value, so
 * that a refusal found half way leaves no trace.
 * @throws DeadlineExceeded, and whatever the database throws where nobody can decide
 */
export async function transaction<T>(
	sql: Sql,
	work: (tx: Transaction, rollback: (value: T) => never) => Promise<T>
): Promise<T> {
	const rollback = (value: T): never => {
		throw new RolledBack(value);
	};
	try {
		return await within(
			DEADLINE,
			'a transaction',
			() => sql.begin((tx) => work(tx as Transaction, rollback)) as Promise<T>
		);
	} catch (thrown) {
		if (thrown instanceof RolledBack) return thrown.value as T;
		throw thrown;
	}
}
