import { recordAct, type By } from '../audit/record.ts';
import { askToReschedule } from '../bookings/ask-to-reschedule.ts';
import { foreseen, toAsk, type Consent } from '../bookings/foreseen.ts';
import { strandedBookings, type StrandedBooking } from '../bookings/stranded.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { coverByEverybodysEvents, keepEverybodysEvents } from '../occupancy/cover.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { keepWhoDoesWhat, replaceServices } from './fieldworker-services.ts';
import type { NewFieldworker } from './fieldworkers.ts';
import { findFieldworker, type TeamMember } from './team.ts';

/**
 * `stranded` are the bookings that it leaves without a place; `asked`, how many customers hear; `now`
 * is what is kept of them from now on.
 */
export type ChangeFieldworkerResult =
	| { result: 'saved'; stranded: number; asked: number; now: Values }
	| Changed
	| { result: 'strands'; stranded: StrandedBooking[] }
	| { result: 'not_found' };

/**
 * Changes who a fieldworker is, what they do, and whether they take bookings, in one transaction
 * under their lock. Where that strands bookings that whoever changes them has not been
 * shown, nothing is changed (R12). Somebody who comes back is blocked where everybody is. With
 * `opened`, what fieldworkerValues() said when it was opened, nothing that others changed since is
 * overwritten.
 */
export async function changeFieldworker(
	sql: Sql,
	id: number,
	wanted: Omit<NewFieldworker, 'weekly'> & { active: boolean },
	by: By,
	consent: Consent,
	opened?: Values
): Promise<ChangeFieldworkerResult> {
	return transaction<ChangeFieldworkerResult>(sql, async (tx, rollback) => {
		await keepEverybodysEvents(tx);
		await keepWhoDoesWhat(tx);
		await lockFieldworkers(tx, [id]);
		const before = await findFieldworker(tx, id);
		if (!before) return { result: 'not_found' };
		const { name, email, color, active } = wanted;
		const leaves = before.active && !active;
		const plan = { fieldworkerId: id, inactive: true };
		const stranded = leaves ? await strandedBookings(tx, plan) : [];
		await tx`
			update fieldworker
			set ${tx({ name, email, color, active })}
			where id = ${id}
		`;
		const services = await replaceServices(tx, id, wanted.serviceIds);
		const old = fieldworkerValues(before);
		const now = { name, email, color, active, services };
		const changed = changedSince(opened, old, now);
		if (changed) return rollback(changed);
		if (!foreseen(stranded, consent)) return rollback({ result: 'strands', stranded });
		if (JSON.stringify(old) !== JSON.stringify(now)) {
			await recordAct(tx, by, { action: 'fieldworker.changed', subject: name, old, new: now });
		}
		if (active && !before.active) await coverByEverybodysEvents(tx, id);
		const asked = await askToReschedule(tx, by, toAsk(stranded, consent));
		return { result: 'saved', stranded: stranded.length, asked, now };
	});
}

/** What the audit log tells of a fieldworker. */
export const fieldworkerValues = ({
	name,
	email,
	color,
	active,
	services
}: TeamMember): Values => ({
	name,
	email,
	color,
	active,
	services: services.map((service) => service.name)
});
