import { recordAct, type By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { subjectOf } from './customers-edit.ts';

/**
 * Somebody of the staff knows that mail reaches this customer again, or may be sent to them. Answers
 * whether there was anything the matter; said twice, the second time does nothing.
 */
export async function clearAddress(
	sql: Sql,
	{ customerId, by }: { customerId: number; by: By }
): Promise<boolean> {
	return transaction(sql, async (tx) => {
		const [cleared] = await tx<{ kind: string }[]>`
			delete from address_trouble
			using customer
			where customer.id = ${customerId}
				and address_trouble.email = lower(customer.email)
			returning address_trouble.kind
		`;
		if (!cleared) return false;
		await recordAct(tx, by, {
			action: 'customer.address_cleared',
			subject: subjectOf(customerId),
			old: { trouble: cleared.kind }
		});
		return true;
	});
}
