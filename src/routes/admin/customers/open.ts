import { error } from '@sveltejs/kit';
import { findCustomer, type Customer } from '$lib/server/people/customers-edit';
import { customerIdOf } from './schema';

/** The customer of an address, also when they were erased. Throws a 404 where there is none. */
export async function openCustomer(sql: App.Locals['sql'], id: string): Promise<Customer> {
	const number = customerIdOf(id);
	const customer = number === null ? null : await findCustomer(sql, number);
	if (!customer) error(404, 'There is no customer at this address.');
	return customer;
}

/** The same, of whom something is still known. */
export async function openKnownCustomer(sql: App.Locals['sql'], id: string): Promise<Customer> {
	const customer = await openCustomer(sql, id);
	if (customer.erasedAt !== null) {
		error(404, 'This customer was erased, so nothing of them can be changed any more.');
	}
	return customer;
}
