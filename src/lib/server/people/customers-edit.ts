import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import type { CustomerContact } from './customers.ts';

/** A customer; instants in epoch milliseconds. Of one who was erased nothing is known any more. */
export type Customer = CustomerContact & {
	id: number;
	/** Whether they want to be reminded of their bookings: theirs to say, in the portal. */
	reminders: boolean;
	createdAt: number;
	erasedAt: number | null;
};

/** Another customer has this email address. */
type EmailTaken = { result: 'email_taken'; customer: { id: number; name: string } };

export type AddCustomerResult = { result: 'added'; id: number } | EmailTaken;

export type EditCustomerResult =
	| { result: 'edited' }
	| { result: 'changed'; customer: CustomerContact }
	| { result: 'not_found' }
	| EmailTaken;

/** The customer with this id, also when they were erased; null when there is none. */
export async function findCustomer(sql: Queryable, id: number): Promise<Customer | null> {
	const [customer] = await sql<Customer[]>`
		select
			id,
			name,
			email,
			phone,
			address,
			reminders,
			created_at as "createdAt",
			erased_at as "erasedAt"
		from customer
		where id = ${id}
	`;
	return customer ?? null;
}

/** Who has this email address, whatever its capitals. */
export async function findCustomerByEmail(
	sql: Queryable,
	email: string
): Promise<{ id: number; name: string } | null> {
	const [known] = await sql<{ id: number; name: string }[]>`
		select id, name
		from customer
		where lower(email) = lower(${email})
	`;
	return known ?? null;
}

/** Adds a customer who has booked nothing yet. */
export async function addCustomer(
	sql: Sql,
	{ contact, by }: { contact: CustomerContact; by: By }
): Promise<AddCustomerResult> {
	return transaction<AddCustomerResult>(sql, async (tx) => {
		const [added] = await tx<{ id: number }[]>`
			insert into customer ${tx(contact, 'name', 'email', 'phone', 'address')}
			on conflict (lower(email)) do nothing
			returning id
		`;
		if (!added) return emailTaken(tx, contact.email);
		await recordAct(tx, by, { action: 'customer.added', subject: subjectOf(added.id) });
		return { result: 'added', id: added.id };
	});
}

/**
 * Changes what is kept of a customer. `seen` is what the person who changes it saw: when it is no
 * longer so, nothing is changed and the answer is what it is now. Their bookings keep the phone and
 * the address that they were made with.
 */
export async function editCustomer(
	sql: Sql,
	edit: { id: number; seen: CustomerContact; contact: CustomerContact; by: By }
): Promise<EditCustomerResult> {
	try {
		return await transaction(sql, (tx) => store(tx, edit));
	} catch (thrown) {
		if (!isEmailTaken(thrown)) throw thrown;
		return emailTaken(sql, edit.contact.email);
	}
}

async function store(
	tx: Transaction,
	{ id, seen, contact, by }: Parameters<typeof editCustomer>[1]
): Promise<EditCustomerResult> {
	await tx`select from customer where id = ${id} for update`;
	const now = await findCustomer(tx, id);
	if (!now || now.erasedAt !== null) return { result: 'not_found' };
	const changed = fields.filter((field) => now[field] !== contact[field]);
	if (changed.length === 0) return { result: 'edited' };
	if (fields.some((field) => now[field] !== seen[field])) {
		const { name, email, phone, address } = now;
		return { result: 'changed', customer: { name, email, phone, address } };
	}
	await tx`
		update customer
		set ${tx(contact, 'name', 'email', 'phone', 'address')}
		where id = ${id}
	`;
	await recordAct(tx, by, {
		action: 'customer.changed',
		subject: subjectOf(id),
		new: { changed }
	});
	return { result: 'edited' };
}

/** By the index that keeps addresses apart, whatever their capitals. */
const isEmailTaken = (thrown: unknown) =>
	thrown instanceof Error &&
	'constraint_name' in thrown &&
	thrown.constraint_name === 'customer_by_email';

const fields = ['name', 'email', 'phone', 'address'] as const;

/**
 * How the audit log calls a customer: not by name, and it does not keep what was changed into what,
 * so that nothing of them is left in it once they are erased.
 */
export const subjectOf = (id: number) => `Customer ${id}`;

async function emailTaken(sql: Queryable, email: string): Promise<EmailTaken> {
	const customer = await findCustomerByEmail(sql, email);
	if (!customer) throw new Error('A customer was neither stored nor found');
	return { result: 'email_taken', customer };
}
