import type { Staff } from '$lib/server/accounts/staff';
import type { Sql } from '$lib/server/database/connection';
import type { SignedIn } from '$lib/server/portal/session';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** What somebody can quote, and what the log has beside the fault. */
			id?: string;
			/** It passes by itself: the page is worth another try in a minute. */
			passes?: true;
			/** The fields of a form that was sent by somebody who is to sign in first. */
			unsent?: [name: string, value: string][];
		}
		interface Locals {
			requestId: string;
			sql: Sql;
			staff: Staff | null;
			/** What tells the session that they are signed in with from others; it opens nothing. */
			sessionKey: string | null;
			/** The customer who is signed in to the portal. */
			customer: SignedIn | null;
			/** What tells the session that they are signed in with from others; it opens nothing. */
			customerSessionKey: string | null;
			/** Which language the page's words are in. */
			language: string;
			/** What failed passes by itself, so the answer is to come back later. */
			passes: boolean;
		}
	}
}
