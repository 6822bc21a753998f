import { randomInt } from 'node:crypto';
import { checkPassword, hashPassword } from '../accounts/password.ts';
import type { Queryable } from '../database/connection.ts';

/** Letters and digits that nobody takes for another one. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 8;

/** Whether nobody has an account: then, and only then, the first owner can make theirs. */
export async function hasNoStaff(sql: Queryable): Promise<boolean> {
	const [staff] = await sql`select from staff limit 1`;
	return !staff;
}

/**
 * Makes the code by which the first owner is let in, while there are no accounts; null when there
 * are. It takes the place of an older one, also of another process's: the one that was printed last
 * works. Only its hash is stored.
 */
export async function newSetupCode(sql: Queryable): Promise<string | null> {
	if (!(await hasNoStaff(sql))) return null;
	const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
	const code = letters.join('');
	const hash = Buffer.from(await hashPassword(code));
	await sql`
		insert into setup_code (code_hash)
		values (${hash})
		on conflict (id) do update
		set code_hash = ${hash}, created_at = reslot_clock()
	`;
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Whether somebody typed the code, however they set the dash and the capitals. */
export async function checkSetupCode(sql: Queryable, typed: string): Promise<boolean> {
	const [code] = await sql<{ hash: Buffer }[]>`select code_hash as hash from setup_code`;
	const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
	return checkPassword(code ? code.hash.toString() : null, plain);
}
