import { localDate, type LocalDate } from '../../scheduling/zoned-time.ts';
import type { DayOfTimes, Month, ReadDays } from './months.ts';
import { PARTS, partOfDay, type PartOfDay } from './parts.ts';

/** By whose calendar days are wanted, and which of their times can be chosen. */
export type Reader = {
	timeZone: string;
	/** Only the days of this month. */
	month?: Month;
	/** Only the times of this part of the day. */
	part?: PartOfDay | undefined;
	/** The start of the booking that is being moved: it is none to choose. */
	present?: number | undefined;
};

/**
 * Days that were read by the business's dates, as the reader's own calendar has them: each start on
 * the date that the reader's clocks show then (R11). In order, and only those with times.
 */
export function readersDays(
	{ days }: Pick<ReadDays, 'days'>,
	{ timeZone, month, part, present }: Reader
): DayOfTimes[] {
	const found = new Map<LocalDate, DayOfTimes>();
	const sort = (instants: readonly number[], into: 'starts' | 'held') => {
		for (const start of instants) {
			if (start === present) continue;
			if (part && partOfDay(start, timeZone) !== part) continue;
			const date = localDate(timeZone, start);
			if (month && !date.startsWith(month)) continue;
			let day = found.get(date);
			if (!day) found.set(date, (day = { date, starts: [], held: [] }));
			day[into].push(start);
		}
	};
	for (const { starts, held } of days) {
		sort(starts, 'starts');
		sort(held, 'held');
	}
	return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * Tells in which parts of the day there are times, in order. What there once was to choose does not go
 * while somebody may be choosing; in another zone it is another question.
 */
export function rememberParts() {
	const seen = new Set<PartOfDay>();
	let seenIn = '';
	return (
		days: readonly DayOfTimes[],
		timeZone: string,
		wanted: PartOfDay | undefined
	): PartOfDay[] => {
		if (timeZone !== seenIn) seen.clear();
		seenIn = timeZone;
		if (wanted) seen.add(wanted);
		for (const { starts, held } of days) {
			if (seen.size === PARTS.length) break;
			for (const start of [...starts, ...held]) seen.add(partOfDay(start, timeZone));
		}
		return PARTS.filter((part) => seen.has(part));
	};
}

/** The first start of all that can be chosen; null where there is none. */
export const firstStart = (days: readonly DayOfTimes[]): number | null =>
	days.find(({ starts }) => starts.length > 0)?.starts[0] ?? null;
