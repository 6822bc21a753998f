import type { bookPublicly } from '$lib/server/bookings/book-publicly';
import type { BookAnswer, BookForm } from './schema';

type Outcome = Awaited<ReturnType<typeof bookPublicly>>;
type Said = { answer: BookAnswer; step: BookForm['step']; status?: 400 | 409 | 429 };

const minutesOf = (milliseconds: number) => Math.ceil(milliseconds / 60_000);

/**
 * What the page says of a booking that was not made, the step that it shows and the response's status.
 * `step` is the one that was sent, `own` where their own booking of the time is, if they have one.
 */
export function sayOutcome(
	outcome: Exclude<Outcome, { result: 'booked' }>,
	step: BookForm['step'],
	own: string | null
): Said {
	switch (outcome.result) {
		case 'sent':
			return { answer: { kind: 'code', trouble: null }, step: 'code' };
		case 'wrong': {
			const trouble = { why: 'wrong', left: outcome.triesLeft } as const;
			return { answer: { kind: 'code', trouble }, step: 'code', status: 400 };
		}
		case 'over':
			return { answer: { kind: 'code', trouble: { why: 'over' } }, step: 'code', status: 400 };
		case 'too_many':
		case 'too_many_codes':
		case 'too_many_tries': {
			const minutes = minutesOf(outcome.tryAgainIn);
			// Who has a code may still type it later.
			const next = outcome.result === 'too_many' ? 'review' : step;
			return { answer: { kind: outcome.result, minutes }, step: next, status: 429 };
		}
		case 'not_found':
			return { answer: { kind: 'gone' }, step: 'review', status: 409 };
		case 'taken':
		case 'refused': {
			const { words, nearest = [] } = outcome;
			const answer: BookAnswer =
				nearest.length > 0 || own !== null
					? { kind: 'time', words, nearest, own }
					: { kind: 'refused', words };
			return { answer, step: 'review', status: 409 };
		}
	}
}
