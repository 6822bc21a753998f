import type { Sql, Transaction } from './connection.ts';
import { within } from '../deadline.ts';

/** Milliseconds that a whole transaction may take, waits for a connection and locks included. */
const DEADLINE = 12_000;

class RolledBack<T> {
	readonly value: T;
	constructor(value: T) {
		this.value = value;
	}
}

/** Rolls back what was done too late; nobody waits for it any more. */
class TooLate extends Error {}

/**
 * Runs one ability's writes as one transaction. The work returns a value to commit; calling
 * `rollback(value)` undoes everything and makes the whole transaction answer with that value, so
 * that a refusal found half way leaves no trace. Past `deadline` milliseconds it is undone as well,
 * unless its commit is on its way already.
 * @throws DeadlineExceeded, and whatever the database throws where nobody can decide
 */
export async function transaction<T>(
	sql: Sql,
	work: (tx: Transaction, rollback: (value: T) => never) => Promise<T>,
	deadline = DEADLINE
): Promise<T> {
	const rollback = (value: T): never => {
		throw new RolledBack(value);
	};
	let late = false;
	const inTime = async (tx: Transaction) => {
		if (late) throw new TooLate();
		const value = await work(tx, rollback);
		// Whoever asked was told that it failed: it must not be done after all.
		if (late) throw new TooLate();
		return value;
	};
	try {
		return await within(
			deadline,
			'a transaction',
			() => sql.begin((tx) => inTime(tx as Transaction)) as Promise<T>
		);
	} catch (thrown) {
		late = true;
		if (thrown instanceof RolledBack) return thrown.value as T;
		throw thrown;
	}
}
