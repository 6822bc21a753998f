import type { Transaction } from '../database/connection.ts';

/** How a customer can be reached, as typed. */
export type CustomerContact = { name: string; email: string; phone: string; address: string };

/**
 * The customer with this email address, added when new. What is kept of a known one is left as it
 * is: anybody can type anybody's address into the public booking page.
 */
export async function findOrAddCustomer(
	tx: Transaction,
	contact: CustomerContact
): Promise<number> {
	const [added] = await tx<{ id: number }[]>`
		insert into customer ${tx(contact, 'name', 'email', 'phone', 'address')}
		on conflict (lower(email)) do nothing
		returning id
	`;
	if (added) return added.id;
	const [known] = await tx<{ id: number }[]>`
		select id
		from customer
		where lower(email) = lower(${contact.email})
	`;
	if (!known) throw new Error('A customer was neither added nor found');
	return known.id;
}
