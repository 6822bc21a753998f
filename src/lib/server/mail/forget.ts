import type { Transaction } from '../database/connection.ts';
import { JOB_KEY } from './queue.ts';

/**
 * Takes out of the Email log who a customer is: of every mail about these bookings, or with which they
 * proved their address, only its kind, its state and when it was written stay. What has not been sent is
 * not sent any more.
 */
export async function forgetMails(
	tx: Transaction,
	{ bookingIds, proofIds }: { bookingIds: readonly number[]; proofIds: readonly number[] },
	nobody: { name: string; email: string }
): Promise<void> {
	const mails = await tx<{ id: number; dropped: boolean }[]>`
		with old as (
			select id, state
			from mail
			where booking_id = any(${bookingIds as number[]}::bigint[])
				or proof_id = any(${proofIds as number[]}::bigint[])
			order by id
			for update
		)
		update mail
		set to_name = case when mail.staff_id is null then ${nobody.name} else mail.to_name end,
			to_email = case when mail.staff_id is null then ${nobody.email} else mail.to_email end,
			subject = null,
			html = null,
			body = null,
			calendar = null,
			message_id = null,
			problem = case when mail.state in ('queued', 'sending', 'paused') then 'The customer was erased.' end,
			settled_at = coalesce(mail.settled_at, reslot_clock()),
			state = case when mail.state in ('queued', 'sending', 'paused') then 'superseded' else mail.state end
		from old
		where old.id = mail.id
		returning mail.id, old.state in ('queued', 'sending', 'paused') as dropped
	`;
	const ids = mails.map(({ id }) => id);
	await tx`
		update mail_event
		set detail = ''
		where mail_id = any(${ids}::bigint[])
	`;
	const keys = mails.filter(({ dropped }) => dropped).map(({ id }) => JOB_KEY + id);
	await tx`select graphile_worker.remove_job(key) from unnest(${keys}::text[]) as key`;
}

/** Takes tests of templates out of the log that somebody of the staff had sent to these addresses. */
export async function forgetTests(tx: Transaction, emails: readonly string[]): Promise<void> {
	await tx`
		delete from mail
		where kind = 'test'
			and lower(to_email) = any(${emails as string[]}::text[])
	`;
}
