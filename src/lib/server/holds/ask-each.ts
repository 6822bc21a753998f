import type { Words } from '../../words/index.ts';
import { ofTime } from '../bookings/refusal.ts';
import type { HoldResult } from './keep.ts';

type Taken = Extract<HoldResult, { result: 'taken' }>;

/**
 * Asks one candidate after the other to hold a time, until one does or something else stands in the
 * way. Each has a transaction of its own: one that locked a second fieldworker after the first could
 * wait for a writer who waits for it.
 */
export async function askEach<Id>(
	candidates: readonly Id[],
	ask: (fieldworkerId: Id) => Promise<HoldResult>,
	{ answers }: Words
): Promise<HoldResult> {
	let outcome: HoldResult = { result: 'taken', words: answers.taken };
	// One of them does not work then, but another does and is taken: that is the reason to tell.
	let taken: Taken | undefined;
	for (const fieldworkerId of candidates) {
		outcome = await ask(fieldworkerId);
		if (outcome.result === 'taken') {
			if (taken?.words !== answers.beingTaken) taken = outcome;
		} else if (!ofTime(outcome)) return outcome;
	}
	return taken ?? outcome;
}
