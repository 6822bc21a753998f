import { z } from 'zod';
import { contactDetails, reason } from '../typed';
import type { Versions } from './versions';

// The forms of a booking's page and panel, each with the version that was seen, so that nobody
// overwrites what somebody else has changed meanwhile without having been told.

/** As large as the database's whole numbers get. */
const number = z.int().positive().max(2_147_483_647);
const version = number;
/** Whether the customer is to be told by email (R12). */
const notify = z.boolean();

export const moveForm = z.object({
	version,
	date: z.string().max(20),
	from: z.string().max(20),
	until: z.string().max(20),
	fieldworkerId: number,
	reason,
	notify,
	/** The very time that was warned about, when it shall be taken all the same. */
	anyway: z.string().max(100)
});

export const cancelForm = z.object({ version, reason, notify });

export const outcomeForm = z.object({ version, outcome: z.enum(['completed', 'no_show']) });

/** `override` takes the time back although somebody else has it by now. */
export const reopenForm = z.object({ version, notify, override: z.boolean() });

export const detailsForm = z.object({ version, ...contactDetails });

export type MoveForm = z.infer<typeof moveForm>;
export type CancelForm = z.infer<typeof cancelForm>;
export type OutcomeForm = z.infer<typeof outcomeForm>;
export type ReopenForm = z.infer<typeof reopenForm>;
export type DetailsForm = z.infer<typeof detailsForm>;

/**
 * What came of a form. `warned`: nothing is done yet, the words say what it would mean; `anyway`
 * does it. `changed`: somebody else was there first, both versions are shown.
 */
export type Answer =
	| { kind: 'done'; words: string; version: number }
	| { kind: 'refused'; words: string }
	| { kind: 'warned'; words: string[]; anyway: string }
	| { kind: 'changed'; versions: Versions };
