import { readInstead } from '../availability.ts';
import type { Sql } from '../database/connection.ts';
import type { Words } from '../../words/index.ts';
import type { Wish } from '../wish.ts';
import type { Refused, TimeTaken } from './refusal.ts';

/**
 * Adds to a refusal of the time the nearest ones that are free (R9), and says so when somebody is only
 * just taking it. Looked up after the transaction, which is over. The `present` start of who wishes
 * is no help to them.
 */
export async function withInstead<Outcome extends Refused | TimeTaken>(
	sql: Sql,
	outcome: Outcome,
	wish: Wish,
	startsAt: number,
	{ answers }: Words,
	present?: number
): Promise<Outcome> {
	const { nearest, held } = await readInstead(sql, wish, startsAt, present);
	const words = outcome.result === 'taken' && held ? answers.beingTaken : outcome.words;
	return { ...outcome, words, nearest };
}
