import type { Queryable, Transaction } from './connection.ts';
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
 * Runs one ability's writes as one transaction, or as a part of the one that it is handed. The work
 * returns a value to commit; calling `rollback(value)` undoes all of it and makes the whole answer
 * with that value, so that a refusal found half way leaves no trace. Past `deadline` milliseconds it
 * is undone as well, unless its commit is on its way already.
 * @throws DeadlineExceeded, and whatever the database throws where nobody can decide
 */
export async function transaction<T>(
	sql: Queryable,
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
		return await within(deadline, 'a transaction', () => begin(sql, inTime));
	} catch (thrown) {
		late = true;
		if (thrown instanceof RolledBack) return thrown.value as T;
		throw thrown;
	}
}

const begin = <T>(sql: Queryable, work: (tx: Transaction) => Promise<T>): Promise<T> =>
	('savepoint' in sql
		? sql.savepoint((tx) => work(tx as Transaction))
		: sql.begin((tx) => work(tx as Transaction))) as Promise<T>;
