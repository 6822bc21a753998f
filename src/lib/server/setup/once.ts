import type { Sql, Transaction } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';
import { transaction } from '../database/transaction.ts';
import { nextStep, readSetupProgress, type Step } from './progress.ts';

/** What a step adds is added once; the others can be gone back to until the last step is done. */
const ADDING: readonly Step[] = ['fieldworker', 'service'];

/**
 * Does a step of the guided start in one transaction, unless it is done or the start is over: a
 * button that is pressed twice, or a page left open for weeks, does nothing. Of two at the same time
 * one waits for the other, and looks again. Answers null where it did nothing.
 */
export async function onceInSetup<T>(
	sql: Sql,
	step: Step,
	work: (tx: Transaction) => Promise<T>
): Promise<T | null> {
	return transaction(sql, async (tx) => {
		await tx`select pg_advisory_xact_lock(${lockKey(tx, 'guided start')})`;
		const progress = await readSetupProgress(tx);
		if (nextStep(progress) === null || (ADDING.includes(step) && progress[step])) return null;
		return work(tx);
	});
}
