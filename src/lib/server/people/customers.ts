import type { Transaction } from '../database/connection.ts';

/** How a customer can be reached, as typed. */
export type CustomerContact = { name: string; email: string; phone: string; address: string };

/** Often enough for whoever is erased, and added anew, again and again meanwhile. */
const TRIES = 5;

/**
 * The customer with this email address, added when new. What is kept of a known one is left as it
 * is: anybody can type anybody's address into the public booking page. Nobody erases them, or gives
 * them another address, before this transaction ends. Null where the address is that of one who
 * was erased: they take no new data.
 */
export async function findOrAddCustomer(
	tx: Transaction,
	contact: CustomerContact
): Promise<number | null> {
	for (let tries = 0; tries < TRIES; tries++) {
		const [added] = await tx<{ id: number }[]>`
			insert into customer ${tx(contact, 'name', 'email', 'phone', 'address')}
			on conflict (lower(email)) do nothing
			returning id
		`;
		if (added) return added.id;
		// Erased while we waited for the lock, they are not found by this address any more.
		const [known] = await tx<{ id: number; erased: boolean }[]>`
			select id, erased_at is not null as erased
			from customer
			where lower(email) = lower(${contact.email})
			for key share
		`;
		if (known) return known.erased ? null : known.id;
	}
	throw new Error('A customer was neither added nor found');
}
