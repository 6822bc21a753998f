import { createHash } from 'node:crypto';
import type { Transaction } from '../database/connection.ts';
import type { Report } from './webhook.ts';

/** Remembers a signature's token for a day; answers with the event that it came with before, or null. */
export async function keepToken(
	tx: Transaction,
	{ token, eventId }: Pick<Report, 'token' | 'eventId'>
): Promise<string | null> {
	await tx`
		delete from webhook_token
		where token_hash in (
			select token_hash
			from webhook_token
			where seen_at < reslot_clock() - interval '24 hours'
			order by seen_at
			limit 100
			for update skip locked
		)
	`;
	const hash = createHash('sha256').update(token).digest();
	const kept = await tx`
		insert into webhook_token (token_hash, event_id)
		values (${hash}, ${eventId})
		on conflict do nothing
		returning 1
	`;
	if (kept.length > 0) return null;
	const [seen] = await tx<{ eventId: string }[]>`
		select event_id as "eventId"
		from webhook_token
		where token_hash = ${hash}
	`;
	// Only what is a day old goes, and that is refused by its age.
	if (!seen) throw new Error('A signature was neither new nor known');
	return seen.eventId;
}
