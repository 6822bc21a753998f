import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { keepWhoDoesWhat } from '../people/fieldworker-services.ts';
import { replanReminders } from '../reminders/plan-all.ts';
import { findService, type CatalogService } from './catalog.ts';

/** A service as it shall be. Minutes, and who can do it by their ids. */
export type NewService = Omit<CatalogService, 'id' | 'fieldworkers' | 'upcoming'> & {
	fieldworkerIds: readonly number[];
};

/** `now` is what is kept of it from now on. */
export type SaveServiceResult =
	{ result: 'saved'; id: number; now: Values } | Changed | { result: 'not_found' };

/**
 * Adds a service, or with an id replaces it. Bookings keep the length and buffers that they were
 * made with; whoever is looking at times is told that the rules changed (R8). With `opened`, what
 * serviceValues() said when it was opened, nothing that others changed since is overwritten.
 */
export async function saveService(
	sql: Queryable,
	id: number | null,
	service: NewService,
	by: By,
	opened?: Values
): Promise<SaveServiceResult> {
	return transaction<SaveServiceResult>(sql, async (tx, rollback) => {
		await keepWhoDoesWhat(tx);
		const before = id === null ? null : await findService(tx, id);
		if (id !== null && !before) return { result: 'not_found' };
		const savedId = await store(tx, id, service);
		await replaceDoers(tx, savedId, service.fieldworkerIds);
		const after = await findService(tx, savedId);
		if (!after) throw new Error('A service was stored, but not found');
		const [old, now] = [before && serviceValues(before), serviceValues(after)];
		const changed = old && changedSince(opened, old, now);
		if (changed) return rollback(changed);
		await recordAct(tx, by, {
			action: old ? 'service.changed' : 'service.added',
			subject: service.name,
			...(old && { old }),
			new: now
		});
		if (old && old.reminders !== now.reminders) await replanReminders(tx);
		return { result: 'saved', id: savedId, now };
	});
}

async function store(tx: Transaction, id: number | null, service: NewService): Promise<number> {
	const columns = {
		name: service.name,
		description: service.description,
		duration_minutes: service.durationMinutes,
		buffer_before_minutes: service.bufferBeforeMinutes,
		buffer_after_minutes: service.bufferAfterMinutes,
		price_text: service.priceText,
		color: service.color,
		active: service.active,
		on_public_page: service.onPublicPage,
		reminders: service.reminders,
		policy_overrides: tx.json(service.overrides)
	};
	const [saved] = id
		? await tx<{ id: number }[]>`update service set ${tx(columns)} where id = ${id} returning id`
		: await tx<{ id: number }[]>`insert into service ${tx(columns)} returning id`;
	if (!saved) throw new Error('A service was not stored');
	return saved.id;
}

async function replaceDoers(tx: Transaction, id: number, doers: readonly number[]): Promise<void> {
	await tx`
		delete from fieldworker_service
		where service_id = ${id}
			and fieldworker_id <> all(${doers as number[]}::integer[])
	`;
	await tx`
		insert into fieldworker_service (service_id, fieldworker_id)
		select ${id}, f.id
		from fieldworker f
		where f.id = any(${doers as number[]}::integer[])
		on conflict do nothing
	`;
}

/** What the audit log tells of a service. */
export function serviceValues({ overrides, fieldworkers, ...service }: CatalogService): Values {
	const { id: _id, upcoming: _upcoming, ...plain } = service;
	return { ...plain, ...overrides, fieldworkers: fieldworkers.map(({ name }) => name) };
}
