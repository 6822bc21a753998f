import { addDays, type LocalDate } from '$lib/scheduling/zoned-time';
import type { BoardView } from './contract';

/** Days from one view to the next; a month has no fixed number. */
const DAYS = { week: 7, list: 7, day: 1, team: 1 };

/** The date to show when a view is turned one page on (1) or back (-1). */
export function turned(date: LocalDate, view: BoardView, way: 1 | -1): LocalDate {
	if (view !== 'month') return addDays(date, way * DAYS[view]);
	const [year = 0, month = 0] = date.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1 + way, 1)).toISOString().slice(0, 10);
}
