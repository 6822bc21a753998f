import { recordAct, type By } from '../audit/record.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { subjectOf } from '../people/customers-edit.ts';
import { mailWaits, pauseKey } from './paused.ts';
import { addMailJobs, type Added } from './queue.ts';

/** Whose mail: every customer's, one customer's, or that about one booking. */
export type PauseScope = 'all' | { customerId: number } | { bookingId: number };

type Paused =
	| { result: 'paused' }
	/** `released` is how many mails waited that are on their way now. */
	| { result: 'resumed'; released: number }
	/** It was so already. */
	| { result: 'unchanged' }
	/** There is no such booking or customer, or they were erased. */
	| { result: 'not_found' };

/**
 * Pauses or resumes mail to customers. What is due while it is paused is written to the Email log
 * and waits; it is read anew when it leaves, so what is not true any more by then is not sent (R6).
 * What another pause still holds goes on waiting. A mail that is being handed over at this moment
 * leaves all the same.
 */
export async function pauseMail(
	sql: Sql,
	{ scope, paused, by }: { scope: PauseScope; paused: boolean; by: By }
): Promise<Paused> {
	return transaction<Paused>(sql, async (tx) => {
		// Whoever is just about to put a mail aside does it before, and so it is found below.
		await tx`select pg_advisory_xact_lock(${pauseKey(tx)})`;
		if (!(await isThere(tx, scope))) return { result: 'not_found' };
		if (!(await stamp(tx, scope, paused, by))) return { result: 'unchanged' };
		const action = paused ? 'mail.paused' : 'mail.resumed';
		await recordAct(tx, by, { action, subject: sayScope(scope) });
		if (paused) return { result: 'paused' };
		return { result: 'resumed', released: await release(tx) };
	});
}

/** How the audit log calls it. */
function sayScope(scope: PauseScope): string {
	if (scope === 'all') return 'all customers';
	return 'bookingId' in scope ? `Booking ${scope.bookingId}` : subjectOf(scope.customerId);
}

async function isThere(tx: Transaction, scope: PauseScope): Promise<boolean> {
	if (scope === 'all') return true;
	const [found] = await ('bookingId' in scope
		? tx`
			select
			from booking b
			join customer c on c.id = b.customer_id
			where b.id = ${scope.bookingId}
				and c.erased_at is null
		`
		: tx`
			select
			from customer
			where id = ${scope.customerId}
				and erased_at is null
		`);
	return found !== undefined;
}

/** Answers false where it was so already: then it stays paused since when it was. */
async function stamp(
	tx: Transaction,
	scope: PauseScope,
	paused: boolean,
	by: By
): Promise<boolean> {
	const at = paused ? tx`reslot_clock()` : tx`null`;
	if (scope === 'all') {
		await tx`insert into mail_settings default values on conflict do nothing`;
		const { count } = await tx`
			update mail_settings
			set paused_at = ${at}, paused_by = ${paused ? by.name : null}
			where (paused_at is null) = ${paused}
		`;
		return count > 0;
	}
	const { count } = await ('bookingId' in scope
		? tx`
			update booking
			set mail_paused_at = ${at}
			where id = ${scope.bookingId}
				and (mail_paused_at is null) = ${paused}
		`
		: tx`
			update customer
			set mail_paused_at = ${at}
			where id = ${scope.customerId}
				and (mail_paused_at is null) = ${paused}
		`);
	return count > 0;
}

/**
 * Sends on its way what waits and is held by nothing any more; answers how many mails. In one
 * statement: after a long pause there are thousands, and the time of a transaction is limited.
 */
async function release(tx: Transaction): Promise<number> {
	const [added] = await tx<Added[]>`
		with free as (
			select m.id
			from mail m
			join booking b on b.id = m.booking_id
			join customer c on c.id = b.customer_id
			where m.state = 'paused'
				and not ${mailWaits(tx)}
			order by m.id
			for update of m
		),
		to_send as (
			update mail
			set state = 'queued'
			from free
			where mail.id = free.id
			returning mail.id
		),
		noted as (
			insert into mail_event (mail_id, kind)
			select id, 'resumed'
			from to_send
		)
		${addMailJobs(tx)}
	`;
	return added!.jobs;
}
