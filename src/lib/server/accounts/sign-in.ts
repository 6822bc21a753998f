import type { Sql } from '../database/connection.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { checkPassword } from './password.ts';
import { beginSession, type Session } from './session.ts';
import type { Staff } from './staff.ts';

type SignedIn =
	| { result: 'signed_in'; staff: Staff; session: Session }
	| { result: 'wrong' }
	| { result: 'too_many'; tryAgainIn: number };

/** `address` is the network address that the try comes from, `userAgent` what the browser says it is. */
type Attempt = { email: string; password: string; address: string; userAgent?: string };

/**
 * Signs somebody in to the back office. An unknown email and a wrong password give the same
 * answer in the same time. `tryAgainIn` is in milliseconds.
 */
export async function signIn(
	sql: Sql,
	{ email, password, address, userAgent = '' }: Attempt
): Promise<SignedIn> {
	const tryAgainIn = await countAttempt(address, email);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };

	const [found] = await sql<(Staff & { passwordHash: string | null })[]>`
		select
			id,
			name,
			email,
			role,
			fieldworker_id as "fieldworkerId",
			password_hash as "passwordHash"
		from staff
		where lower(email) = lower(${email})
			and active
	`;
	const right = await checkPassword(found?.passwordHash ?? null, password);
	if (!found || !right) return { result: 'wrong' };

	await forgiveAttempts(address, email);
	const { passwordHash: _, ...staff } = found;
	const session = await beginSession(sql, staff.id, { userAgent, networkAddress: address });
	return { result: 'signed_in', staff, session };
}
