import type { Staff } from '$lib/server/accounts/staff';
import type { Sql } from '$lib/server/database/connection';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** What somebody can quote, and what the log has beside the fault. */
			id?: string;
		}
		interface Locals {
			requestId: string;
			sql: Sql;
			staff: Staff | null;
			/** What tells the session that they are signed in with from others; it opens nothing. */
			sessionKey: string | null;
		}
	}
}
