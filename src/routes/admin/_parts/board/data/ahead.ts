import type { BoardRange } from '../contract';

const DAY = 86_400_000;
/** What one request may ask for; a little less, as an hour comes or goes with the clocks. */
const LONGEST = 61 * DAY;

/**
 * What is likely to be wanted after a stretch of time, the likeliest first. Around a day or a week
 * it is what lies before and after it, then a month ahead; around a month the next one, the one
 * before and the one after the next. Each reaches some days further, because a calendar shows the
 * days around a month as well, and because days are not all 24 hours long.
 */
export function rangesAhead({ from, until }: BoardRange): BoardRange[] {
	const length = until - from;
	if (length <= 8 * DAY) {
		return [
			{ from: from - length - DAY, until: until + length + DAY },
			{ from: until - DAY, until: until + 34 * DAY }
		];
	}
	return [
		{ from: from + 27 * DAY, until: from + 78 * DAY },
		{ from: from - 36 * DAY, until: from + 15 * DAY },
		{ from: from + 55 * DAY, until: from + 55 * DAY + LONGEST }
	];
}
