import type { Queryable } from '../database/connection.ts';
import { hashPassword, passwordProblem } from './password.ts';

export type Role = 'owner' | 'admin' | 'fieldworker';

/** Somebody who may sign in to the back office. */
export type Staff = { id: number; name: string; email: string; role: Role };

/** Whether this role sees the whole back office. Fieldworkers have no pages of their own yet. */
export const runsBackOffice = (role: Role) => role === 'owner' || role === 'admin';

type Created =
	| { result: 'created'; staff: Staff }
	| { result: 'email_taken' }
	| { result: 'password_unfit'; words: string };

/** Adds somebody who may sign in. Email addresses are unique whatever their capitals. */
export async function createStaff(
	sql: Queryable,
	person: { name: string; email: string; password: string; role: Role }
): Promise<Created> {
	const words = passwordProblem(person.password);
	if (words) return { result: 'password_unfit', words };

	const [staff] = await sql<Staff[]>`
		insert into staff (name, email, password_hash, role)
		values (${person.name}, ${person.email}, ${await hashPassword(person.password)}, ${person.role})
		on conflict ((lower(email))) do nothing
		returning id, name, email, role
	`;
	return staff ? { result: 'created', staff } : { result: 'email_taken' };
}
