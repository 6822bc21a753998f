import type { WeeklySpan } from '../../scheduling/working-hours.ts';
import { recordAct, type By } from '../audit/record.ts';
import { askToReschedule } from '../bookings/ask-to-reschedule.ts';
import { foreseen, toAsk, type Consent } from '../bookings/foreseen.ts';
import { strandedBookings, type HoursChange, type StrandedBooking } from '../bookings/stranded.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { removeExceptions, saveExceptions, saveWeeklyHours } from '../working-hours.ts';
import { lockWhomHoursBind } from './lock.ts';
import { readExceptions, readWeeklyHours, type NotedException } from './read.ts';
import { saySpans, sayWeekly } from './words.ts';

/**
 * Hours to be had from now on, with what staff noted of each exception. With `opened`, what
 * sayWeekly() said when they were opened, no weekly hours that others changed since are overwritten.
 */
export type NewHours = HoursChange & { exceptions?: readonly NotedException[]; opened?: Values };

/** `stranded` are the bookings that it leaves outside the hours; `asked`, how many customers hear. */
export type HoursResult =
	| { result: 'saved'; stranded: number; asked: number }
	| Changed
	| { result: 'strands'; stranded: StrandedBooking[] }
	| { result: 'not_found' };

/**
 * Changes hours, in one transaction with the locks that keep bookings from being made meanwhile.
 * Where that strands bookings that whoever changes them has not been shown, nothing is changed
 * (R12); customers are asked for another time in the same transaction.
 */
export async function changeHours(
	sql: Queryable,
	wanted: NewHours,
	by: By,
	consent: Consent
): Promise<HoursResult> {
	return transaction<HoursResult>(sql, async (tx, rollback) => {
		if (!(await lockWhomHoursBind(tx, wanted.fieldworkerId))) return { result: 'not_found' };
		const { fieldworkerId, weekly, opened } = wanted;
		const old = sayWeekly(await readWeeklyHours(tx, fieldworkerId));
		const changed = weekly && changedSince(opened, old, sayWeekly(weekly));
		if (changed) return changed;
		const stranded = await strandedBookings(tx, wanted);
		if (!foreseen(stranded, consent)) return rollback({ result: 'strands', stranded });
		if (weekly) await replaceWeekly(tx, { fieldworkerId, weekly, old, by });
		await replaceExceptions(tx, wanted, by);
		const asked = await askToReschedule(tx, by, toAsk(stranded, consent));
		return { result: 'saved', stranded: stranded.length, asked };
	});
}

/** Replaces weekly hours and logs the days that differ; nothing where none does. */
async function replaceWeekly(
	tx: Transaction,
	{
		fieldworkerId,
		weekly,
		old,
		by
	}: { fieldworkerId: number | null; weekly: readonly WeeklySpan[]; old: Values; by: By }
): Promise<void> {
	const fresh = sayWeekly(weekly);
	if (JSON.stringify(old) === JSON.stringify(fresh)) return;
	await saveWeeklyHours(tx, fieldworkerId, weekly);
	const subject = await nameOf(tx, fieldworkerId);
	await recordAct(tx, by, { action: 'hours.changed', subject, old, new: fresh });
}

async function replaceExceptions(tx: Transaction, wanted: NewHours, by: By): Promise<void> {
	const { fieldworkerId, exceptions = [], removed = [] } = wanted;
	const dates = [...removed, ...exceptions.map(({ date }) => date)].sort();
	if (!dates[0]) return;
	const before = await readExceptions(tx, fieldworkerId, dates[0]);
	const of = (list: readonly NotedException[]) =>
		Object.fromEntries(
			list
				.filter(({ date }) => dates.includes(date))
				.map(({ date, spans, note }) => [date, [saySpans(spans), note].filter(Boolean).join(': ')])
		);
	await removeExceptions(tx, fieldworkerId, dates);
	await saveExceptions(tx, fieldworkerId, exceptions);
	const subject = await nameOf(tx, fieldworkerId);
	const action = exceptions.length > 0 ? 'exception.added' : 'exception.removed';
	await recordAct(tx, by, { action, subject, old: of(before), new: of(exceptions) });
}

/** Whose hours they are, as the audit log says it. */
async function nameOf(tx: Transaction, fieldworkerId: number | null): Promise<string> {
	if (fieldworkerId === null) return 'The business';
	const [fieldworker] = await tx<{ name: string }[]>`
		select name
		from fieldworker
		where id = ${fieldworkerId}
	`;
	return fieldworker?.name ?? '';
}
