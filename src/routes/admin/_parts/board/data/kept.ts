import type { BoardChange } from '$lib/live/messages';
import type { BoardAnswer, BoardRange } from '../contract';

/** How many answers are kept, and for how many milliseconds: not every change of a name is heard. */
const MOST = 6;
const OLDEST = 120_000;

type Kept = {
	filter: string;
	range: BoardRange;
	answer: BoardAnswer;
	at: number;
	ids: ReadonlySet<number>;
};

/**
 * The answers that were read lately. `clock` counts milliseconds. An answer serves any stretch of
 * time inside its own, for the same filter.
 */
export function keepAnswers(clock: () => number) {
	let kept: Kept[] = [];

	return {
		/** The answer for that stretch of time, if one is there that nothing has changed since. */
		find(filter: string, range: BoardRange): BoardAnswer | undefined {
			const now = clock();
			const found = kept.find(
				(one) =>
					one.filter === filter &&
					one.range.from <= range.from &&
					one.range.until >= range.until &&
					now - one.at <= OLDEST
			);
			return found && cut(found.answer, range, now - found.at);
		},
		put(filter: string, range: BoardRange, answer: BoardAnswer) {
			const ids = idsIn(answer);
			const others = kept.filter(
				(one) =>
					one.filter !== filter || one.range.from < range.from || one.range.until > range.until
			);
			kept = [{ filter, range, answer, at: clock(), ids }, ...others].slice(0, MOST);
		},
		/** Forgets what a change may be seen in; null is a change of which nothing is known. */
		drop(change: BoardChange | null) {
			kept = kept.filter(({ filter, range, ids }) => !mayShow(change, { filter, range, ids }));
		}
	};
}

/** Which bookings are in an answer. */
export const idsIn = ({ bookings }: BoardAnswer): ReadonlySet<number> =>
	new Set(bookings.map(({ id }) => id));

/** The part of an answer that reaches into a stretch of time, its clock carried on. */
function cut(answer: BoardAnswer, { from, until }: BoardRange, passed: number): BoardAnswer {
	const now = answer.now + passed;
	const reaches = (one: { startsAt: number; endsAt: number }) =>
		one.endsAt > from && one.startsAt < until;
	return {
		bookings: answer.bookings.filter(reaches),
		blocked: answer.blocked.filter(reaches),
		holds: answer.holds.filter((hold) => reaches(hold) && hold.until > now),
		open: answer.open
			.filter((span) => span.until > from && span.from < until)
			.map((span) => ({
				...span,
				from: Math.max(span.from, from),
				until: Math.min(span.until, until)
			})),
		now
	};
}

/**
 * Whether a change may be seen in a stretch of time of which these bookings are shown. With a filter
 * (any text) a booking that is not shown yet may have become one of those that are.
 */
export function mayShow(
	change: BoardChange | null,
	{ filter, range, ids }: { filter: string; range: BoardRange; ids: ReadonlySet<number> }
): boolean {
	if (change === null) return true;
	return (
		change.bookings.some((id) => filter !== '' || ids.has(id)) ||
		change.spans.some(({ from, until }) => from < range.until && until > range.from)
	);
}
