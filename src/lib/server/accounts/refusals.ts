/** Their role does not let them do that. */
export type NotAllowed = { result: 'not_allowed' };
export const NOT_ALLOWED: NotAllowed = { result: 'not_allowed' };

/** There is no such account, session or secret. */
export type NotFound = { result: 'not_found' };
export const NOT_FOUND: NotFound = { result: 'not_found' };

/** Without an owner nobody could look after the accounts. */
export type LastOwner = { result: 'last_owner' };
export const LAST_OWNER: LastOwner = { result: 'last_owner' };

/** Somebody else who can sign in is that fieldworker on the calendar. */
type FieldworkerTaken = { result: 'fieldworker_taken' };

/**
 * Does what may give somebody a fieldworker's calendar. The table lets one account have it: of two
 * who are given it at once the second is refused, and nothing of theirs is stored.
 */
export async function orFieldworkerTaken<T>(work: Promise<T>): Promise<T | FieldworkerTaken> {
	try {
		return await work;
	} catch (thrown) {
		if (!breaksOneAccountEach(thrown)) throw thrown;
		return { result: 'fieldworker_taken' };
	}
}

const breaksOneAccountEach = (thrown: unknown) =>
	thrown instanceof Error &&
	'constraint_name' in thrown &&
	thrown.constraint_name === 'staff_by_fieldworker';
