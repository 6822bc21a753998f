import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueStaffMail } from '../mail/queue.ts';
import { countAttempt } from './attempts.ts';

type Asked = { result: 'asked' } | { result: 'too_many'; tryAgainIn: number };

/** Mails that are on their way already are enough. */
const ENOUGH = 3;

/**
 * Somebody says that they forgot their password: if the email is that of an account, a mail goes
 * there. The answer does not tell whether it is. Counted per network address and email; an account
 * is sent three mails an hour at most, whoever asks from wherever. `tryAgainIn` is in milliseconds.
 */
export async function askForPassword(
	sql: Sql,
	{ email, address }: { email: string; address: string }
): Promise<Asked> {
	const tryAgainIn = await countAttempt(address, `forgotten ${email}`);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	await transaction(sql, async (tx) => {
		const [person] = await tx<{ id: number; invited: boolean; recent: number }[]>`
			select
				id,
				password_hash is null as invited,
				(
					select count(*)
					from mail
					where mail.staff_id = staff.id
						and mail.created_at > reslot_clock() - interval '1 hour'
				) as recent
			from staff
			where lower(email) = lower(${email})
				and active
		`;
		if (!person || person.recent >= ENOUGH) return;
		const kind = person.invited ? 'invite' : 'password_reset';
		await queueStaffMail(tx, { staffId: person.id, kind });
	});
	return { result: 'asked' };
}
