import type { Sql } from '../database/connection.ts';
import { newSetupCode } from './code.ts';

/** What to do at the first start with a database of one's own; null once somebody has an account. */
export async function setupWelcome(sql: Sql, origin: string): Promise<string | null> {
	const code = await newSetupCode(sql);
	return code && `Set up Reslot at ${origin}/setup with the code ${code}`;
}
