import { changeAccount } from '../accounts/change-account.ts';
import type { By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { readWeeklyHours } from '../hours/read.ts';
import { addFieldworker } from '../people/fieldworkers.ts';
import { onceInSetup } from './once.ts';

const COLOR = '#4f46e5';

/**
 * Adds the first fieldworker, who works whenever the business is open until somebody says otherwise;
 * nothing where there is one already. `isOwner`: it is the owner themself, who is then that
 * fieldworker on the calendar.
 */
export async function addFirstFieldworker(
	sql: Sql,
	by: By,
	{ name, email, isOwner }: { name: string; email: string; isOwner: boolean }
): Promise<void> {
	await onceInSetup(sql, 'fieldworker', async (tx) => {
		const weekly = await readWeeklyHours(tx, null);
		const person = { name, email, color: COLOR, serviceIds: [], weekly };
		const fieldworkerId = await addFieldworker(tx, person, by);
		if (!isOwner) return;
		await changeAccount(tx, by, { staffId: by.id, name: by.name, role: 'owner', fieldworkerId });
	});
}
