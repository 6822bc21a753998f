import type { By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { listFieldworkers } from '../people/fieldworkers.ts';
import { saveService } from '../services/save.ts';
import { onceInSetup } from './once.ts';

/** What the guided start does not ask: it can all be said later, under Services. */
const USUAL = {
	description: '',
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	color: '#0f766e',
	active: true,
	onPublicPage: true,
	reminders: true,
	overrides: {}
};

/** Adds the first service, which everybody does; nothing where there is one already. */
export async function addFirstService(
	sql: Sql,
	by: By,
	service: { name: string; durationMinutes: number; priceText: string }
): Promise<void> {
	await onceInSetup(sql, 'service', async (tx) => {
		const fieldworkerIds = (await listFieldworkers(tx)).map(({ id }) => id);
		await saveService(tx, null, { ...USUAL, ...service, fieldworkerIds }, by);
	});
}
