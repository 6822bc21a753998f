// What building slots costs, beside the least it could: `node tests/bench/slots.ts`.
// One month of one fieldworker, Monday to Saturday 8:00 to 18:00, a service of 30 minutes with a
// buffer of 5 either side, a step of 15, over the month in which Berlin's clocks change. Every row
// and its bare loop are timed in turn, round by round, so that a busy machine slows both.
import { slots, slotsOfAny, type SlotRules } from '../../src/lib/scheduling/slots.ts';
import { openings, type Opening } from '../../src/lib/scheduling/working-hours.ts';
import { compare, table, type Row } from './compare.ts';
import { calendarOf, HOURS, OPEN, RULES, takenTimes, ZONE } from './month.ts';

const month: readonly Opening[] = openings(HOURS, HOURS, ZONE, '2026-03-01', '2026-04-01');

/** The limit: walk the same openings and write the starts, with nothing taken and no rule. */
function bare(openings: readonly Opening[], { stepMinutes, durationMinutes }: SlotRules): number[] {
	const found: number[] = [];
	const step = stepMinutes * 60_000;
	for (const { start, end } of openings) {
		const last = end - durationMinutes * 60_000;
		for (let at = start; at <= last; at += step) found.push(at);
	}
	return found;
}

/** The same limit for many: every calendar walked, then the answer's rows written once more. */
function bareOfAny(count: number, answer: ReturnType<typeof slotsOfAny>): unknown {
	const lists: number[][] = [];
	for (let i = 0; i < count; i++) lists.push(bare(month, RULES));
	const found: typeof answer = [];
	for (const { start, fieldworkerIds } of answer) {
		found.push({ start, fieldworkerIds: fieldworkerIds.slice() });
	}
	return [lists, found];
}

const one: Row[] = [];
for (const count of [0, 10, 100, 1000]) {
	const taken = takenTimes(count, OPEN);
	one.push(
		compare(`${count} taken`, slots(month, taken, RULES).length, {
			real: () => slots(month, taken, RULES),
			bare: () => bare(month, RULES)
		})
	);
}
const shuffled = takenTimes(1000, OPEN, 'shuffled');
one.push(
	compare('1000 taken, unsorted', slots(month, shuffled, RULES).length, {
		real: () => slots(month, shuffled, RULES),
		bare: () => bare(month, RULES)
	})
);
one.push(
	compare('openings of the month', month.length, {
		real: () => openings(HOURS, HOURS, ZONE, '2026-03-01', '2026-04-01')
	})
);
table('One month of one fieldworker', one);

const any: Row[] = [];
for (const count of [1, 10, 50]) {
	const calendars = Array.from({ length: count }, (_, id) => calendarOf(id, 10, month));
	const answer = slotsOfAny(calendars, RULES);
	any.push(
		compare(`${count} fieldworkers`, answer.length, {
			real: () => slotsOfAny(calendars, RULES),
			bare: () => bareOfAny(count, answer)
		})
	);
}
table('One month of any fieldworker, 10 taken each', any);
