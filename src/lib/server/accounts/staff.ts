import type { Queryable } from '../database/connection.ts';
import { hashPassword, passwordProblem } from './password.ts';

export type Role = 'owner' | 'admin' | 'fieldworker';

/**
 * Somebody who may sign in to the back office. `fieldworkerId` is who they are on the calendar, if
 * they are.
 */
export type Staff = {
	id: number;
	name: string;
	email: string;
	role: Role;
	fieldworkerId: number | null;
};

/**
 * Whose bookings somebody may see: everybody's, or one fieldworker's own. A fieldworker who is nobody
 * on the calendar sees none: no id is 0.
 */
export type Scope = 'everybody' | number;

export const scopeOf = ({ role, fieldworkerId }: Pick<Staff, 'role' | 'fieldworkerId'>): Scope =>
	runsBackOffice(role) ? 'everybody' : (fieldworkerId ?? 0);

/** Whether this role sees the whole back office. A fieldworker sees their own calendar alone. */
export const runsBackOffice = (role: Role) => role === 'owner' || role === 'admin';

/**
 * Whether somebody may change the account of one with this role, or give it to somebody: admins look
 * after admins and fieldworkers, owners after everybody.
 */
export const mayManage = (by: Role, role: Role) =>
	by === 'owner' || (by === 'admin' && role !== 'owner');

type Created =
	| { result: 'created'; staff: Staff }
	| { result: 'email_taken' }
	| { result: 'password_unfit'; words: string };

/** Adds somebody who may sign in. Email addresses are unique whatever their capitals. */
export async function createStaff(
	sql: Queryable,
	person: {
		name: string;
		email: string;
		password: string;
		role: Role;
		fieldworkerId?: number;
	}
): Promise<Created> {
	const words = passwordProblem(person.password);
	if (words) return { result: 'password_unfit', words };

	const [staff] = await sql<Staff[]>`
		insert into staff (name, email, password_hash, role, fieldworker_id)
		values (
			${person.name},
			${person.email},
			${await hashPassword(person.password)},
			${person.role},
			${person.fieldworkerId ?? null}
		)
		on conflict ((lower(email))) do nothing
		returning id, name, email, role, fieldworker_id as "fieldworkerId"
	`;
	return staff ? { result: 'created', staff } : { result: 'email_taken' };
}
