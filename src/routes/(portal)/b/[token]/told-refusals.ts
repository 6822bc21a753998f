import type { Decision, RefusalReason } from '$lib/scheduling/policy';
import type { Words } from '$lib/words';

type Refusal = Extract<Decision, { allowed: false }>;
type Refused = { title: string; words: string; also: string | null; late: boolean };

const reasonOf = (decision: Decision): RefusalReason | null =>
	decision.allowed ? null : decision.reason;

const isTold = (decision: Decision): decision is Refusal =>
	!decision.allowed && ['too_late', 'max_moves', 'fieldworker_gone'].includes(decision.reason);

/**
 * What a confirmed booking's page says of what cannot be done with it any more; null where there is
 * nothing of the kind. `also` is why it cannot be cancelled, either; `late`: there was a time for it,
 * which is over.
 */
export function refusedOf(
	reschedule: Decision,
	cancel: Decision,
	{ page }: Words['refusals']
): Refused | null {
	const first = [reschedule, cancel].find(isTold);
	if (!first) return null;
	const late = first.reason === 'too_late';
	if (isTold(reschedule) && isTold(cancel) && reschedule.reason === cancel.reason) {
		// The business's own words are the same for both; ours speak of one of them.
		const own = reschedule.words === cancel.words;
		const words = own ? first.words : page.tooLateForBothHow;
		return { title: page.tooLateForBoth, words, also: null, late };
	}
	const notMoved = late ? page.tooLateToMove : page.notMoved;
	return {
		title: first === reschedule ? notMoved : page.tooLateToCancel,
		words: first.words,
		also: first === reschedule && isTold(cancel) ? cancel.words : null,
		late
	};
}

/** What the business does not have done online at all, as that page says it; null where it has. */
export function offOf(reschedule: Decision, cancel: Decision, edit: Decision) {
	const off = {
		time: reasonOf(reschedule) === 'reschedule_off',
		cancel: reasonOf(cancel) === 'cancel_off',
		details: reasonOf(edit) === 'details_off'
	};
	return off.time || off.cancel || off.details ? off : null;
}
