import type { Transaction } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';

/**
 * Lets one at a time say who does what, from a service's side or from a fieldworker's, so that what
 * is compared with what they saw stays so until it is saved. To be taken before any row is locked.
 */
export async function keepWhoDoesWhat(tx: Transaction): Promise<void> {
	await tx`select pg_advisory_xact_lock(${lockKey(tx, 'who does what')})`;
}

/** Replaces the services that a fieldworker does. Answers with their names, in order. */
export async function replaceServices(
	tx: Transaction,
	fieldworkerId: number,
	serviceIds: readonly number[]
): Promise<string[]> {
	await tx`
		delete from fieldworker_service
		where fieldworker_id = ${fieldworkerId}
			and service_id <> all(${serviceIds as number[]}::integer[])
	`;
	await tx`
		insert into fieldworker_service (fieldworker_id, service_id)
		select ${fieldworkerId}, id
		from service
		where id = any(${serviceIds as number[]}::integer[])
		on conflict do nothing
	`;
	const services = await tx<{ name: string }[]>`
		select s.name
		from fieldworker_service fs
		join service s on s.id = fs.service_id
		where fs.fieldworker_id = ${fieldworkerId}
		order by s.name, s.id
	`;
	return services.map(({ name }) => name);
}
