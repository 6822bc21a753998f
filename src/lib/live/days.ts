import type { DayOfTimes, ReadDays } from '../components/times/months.ts';
import type { Day, OwnDay } from './messages.ts';

type Stamp = { version: number; at: number };
type Heard = { shared?: Day; own?: OwnDay; shown?: Day };

const MINUTE = 60_000;

/** Whether `a` is newer than `b` (R8). */
export const newer = (a: Stamp, b: Stamp): boolean =>
	a.version > b.version || (a.version === b.version && a.at > b.at);

/**
 * Remembers the days of one wish. A day as it is for this customer alone stands in for the shared
 * one, until it is said that they are the same again; what is shown never becomes older.
 */
export function rememberDays() {
	const dates = new Map<string, Heard>();

	function hear(date: string, heard: Heard): boolean {
		const { shared, own, shown } = heard;
		dates.set(date, heard);
		const wanted = own && 'free' in own ? own : shared;
		if (!wanted || wanted === shown || (shown && newer(shown, wanted))) return false;
		heard.shown = wanted;
		return true;
	}

	/** The day as everybody sees it. Like the others it answers whether what is shown has changed. */
	function heard(day: Day): boolean {
		const known = dates.get(day.date) ?? {};
		if (known.shared && !newer(day, known.shared)) return false;
		return hear(day.date, { ...known, shared: day });
	}

	function heardOwn(day: OwnDay): boolean {
		const known = dates.get(day.date) ?? {};
		if (known.own && !newer(day, known.own)) return false;
		return hear(day.date, { ...known, own: day });
	}

	const dayOf = (date: string): Day | undefined => dates.get(date)?.shown;

	/** Days as they were read, with all of them of which something newer has been heard. */
	function merge<Read extends ReadDays>(read: Read): Read {
		const isOne = ({ date }: Day) => date >= read.from && date < read.until;
		const fresher = [...dates.values()].flatMap(({ shown }) =>
			shown && isOne(shown) && !newer(read, shown) ? [shown] : []
		);
		if (fresher.length === 0) return read;
		const days = new Map(read.days.map((day) => [day.date, day]));
		for (const { date, free, held } of fresher) {
			if (free.length + held.length === 0) days.delete(date);
			else days.set(date, { date, starts: free.map(instantOf), held: held.map(instantOf) });
		}
		return { ...read, days: [...days.values()].sort(byDate) };
	}

	return { heard, heardOwn, dayOf, merge };
}

const instantOf = (minute: number) => minute * MINUTE;
const byDate = (a: DayOfTimes, b: DayOfTimes) => (a.date < b.date ? -1 : 1);
