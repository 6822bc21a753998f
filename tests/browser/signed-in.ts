import type { BrowserContext } from '@playwright/test';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { customerCookie } from '../../src/lib/server/portal/cookies.ts';
import { beginCustomerSession } from '../../src/lib/server/portal/session.ts';

/** Gives a browser the session of a customer, as if they had just signed in by a mail. */
export async function signInOf(
	context: BrowserContext,
	{ sql, url, customerId }: { sql: Sql; url: string; customerId: number }
): Promise<void> {
	const device = { userAgent: 'Test', networkAddress: '127.0.0.1' };
	const { secret } = await beginCustomerSession(sql, customerId, device);
	await context.addCookies([{ name: customerCookie(url).name, value: secret, url }]);
}

/** Ends every session of a customer, as by a press on another device. */
export async function signOutEverywhere(sql: Sql, customerId: number): Promise<void> {
	await sql`delete from customer_session where customer_id = ${customerId}`;
}
