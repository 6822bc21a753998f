import type { Transaction } from '../database/connection.ts';

/**
 * Whether this customer was erased. Who is not, is not erased before the transaction ends. Ask it
 * after the booking is locked, as whoever erases does.
 */
export async function isErased(tx: Transaction, customerId: number): Promise<boolean> {
	const [customer] = await tx<{ erased: boolean }[]>`
		select erased_at is not null as erased
		from customer
		where id = ${customerId}
		for key share
	`;
	return customer?.erased ?? true;
}
