import { recordAct, type By } from '../audit/record.ts';
import { askToReschedule } from '../bookings/ask-to-reschedule.ts';
import { foreseen, toAsk, UNASKED, type Consent } from '../bookings/foreseen.ts';
import { strandedBookings, type StrandedBooking } from '../bookings/stranded.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { cover, keepEverybodysEvents } from './cover.ts';
import { lockFieldworkers } from './lock.ts';

/** A time in which one fieldworker, or with null everybody, takes no bookings. Instants. */
export type BlockedTime = {
	fieldworkerId: number | null;
	startsAt: number;
	endsAt: number;
	title: string;
};

/**
 * `bookings` is how many upcoming ones are in that time, and `stranded` which; `asked`, how many
 * customers are asked for another time.
 */
export type BlockResult =
	| { result: 'blocked'; id: number; bookings: number; asked: number }
	| { result: 'booked'; bookings: number; stranded: StrandedBooking[] }
	| { result: 'not_found' };

/** Who blocks it, and what they know: with `unlessBooked` only if they have been shown what is in it. */
type Asker = { by?: By; unlessBooked?: boolean; consent?: Consent };

/**
 * Blocks a time for one fieldworker, or for everybody active. Bookings that are already in it stay
 * where they are and are marked as sharing their time, to be resolved. With `unlessBooked` nothing
 * is blocked while there are any that were not shown: staff are warned first (R12). Sent twice, it
 * blocks once. Without `by` it is Reslot itself that blocks, such as for the demo data.
 */
export async function block(sql: Sql, wanted: BlockedTime & Asker): Promise<BlockResult> {
	const { by, unlessBooked, consent = UNASKED, ...event } = wanted;
	return transaction<BlockResult>(sql, async (tx, rollback) => {
		if (event.fieldworkerId === null) await keepEverybodysEvents(tx);
		const ids = await fieldworkersOf(tx, event);
		if (event.fieldworkerId !== null && ids.length === 0) return { result: 'not_found' };
		await lockFieldworkers(tx, ids);
		const { fieldworkerId, startsAt: from, endsAt: until } = event;
		const stranded = await strandedBookings(tx, { fieldworkerId, blocked: { from, until } });
		const bookings = stranded.length;
		const same = await findSame(tx, event);
		if (same) return { result: 'blocked', id: same, bookings, asked: 0 };
		if (unlessBooked && !foreseen(stranded, consent)) {
			return rollback({ result: 'booked', bookings, stranded });
		}
		const id = await store(tx, event);
		await cover(tx, ids, { id, ...event });
		if (!by) return { result: 'blocked', id, bookings, asked: 0 };
		const subject = event.title;
		await recordAct(tx, by, {
			action: 'blocked_event.added',
			subject,
			new: await logged(tx, event)
		});
		const asked = await askToReschedule(tx, by, toAsk(stranded, consent));
		return { result: 'blocked', id, bookings, asked };
	});
}

async function fieldworkersOf(tx: Transaction, { fieldworkerId }: BlockedTime): Promise<number[]> {
	const fieldworkers = await tx<{ id: number }[]>`
		select id
		from fieldworker
		where ${fieldworkerId === null ? tx`active` : tx`id = ${fieldworkerId}`}
	`;
	return fieldworkers.map(({ id }) => id);
}

/** The very same blocked event, when it is there already. */
async function findSame(tx: Transaction, event: BlockedTime): Promise<number | undefined> {
	const [same] = await tx<{ id: number }[]>`
		select id
		from blocked_event
		where fieldworker_id is not distinct from ${event.fieldworkerId}
			and starts_at = ${event.startsAt}
			and ends_at = ${event.endsAt}
			and title = ${event.title}
		limit 1
	`;
	return same?.id;
}

async function store(tx: Transaction, event: BlockedTime): Promise<number> {
	const [blocked] = await tx<{ id: number }[]>`
		insert into blocked_event (fieldworker_id, starts_at, ends_at, title)
		values (${event.fieldworkerId}, ${event.startsAt}, ${event.endsAt}, ${event.title})
		returning id
	`;
	if (!blocked) throw new Error('The blocked event was not stored');
	return blocked.id;
}

/** What the audit log tells of a blocked event. Instants. */
export async function logged(
	tx: Transaction,
	{ fieldworkerId, startsAt, endsAt }: BlockedTime
): Promise<Record<string, unknown>> {
	const [fieldworker] = await tx<{ name: string }[]>`
		select name
		from fieldworker
		where id = ${fieldworkerId}
	`;
	return { who: fieldworker?.name ?? 'Everybody', startsAt, endsAt };
}
