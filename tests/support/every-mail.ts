import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { queueMail, queueStaffMail } from '../../src/lib/server/mail/queue.ts';
import { sendTest } from '../../src/lib/server/mail/send-test.ts';
import { defaultTemplates } from '../../src/lib/server/mail/templates.ts';
import { eventually } from './eventually.ts';
import { inbox } from './inbox.ts';
import type { MailgunStandIn, ReceivedMessage } from './mailgun-stand-in.ts';
import { proofsOf } from './proof.ts';
import { BY_LINK, type Shop } from './shop.ts';
import { staffOf } from './staff.ts';

/**
 * Has Reslot at `origin` send one mail of every kind there is, as far as it can by what people do,
 * and waits until all have gone. Answers with them under their kinds.
 */
export async function sendEveryMail(
	sql: Sql,
	{ shop, mailgun, origin }: { shop: Shop; mailgun: MailgunStandIn; origin: string }
): Promise<Map<string, ReceivedMessage>> {
	const ada = await staffOf(sql).somebody('admin');

	const moved = await shop.booked(shop.at(3, 9));
	await gone(sql);
	const email = inbox('Moved');
	await sql`update customer set email = ${email} where id = ${moved.customer.id}`;
	await move(sql, {
		...{ bookingId: moved.id, startsAt: shop.at(4, 10), reason: '', actor: BY_LINK }
	});
	const dropped = await shop.booked(shop.at(3, 12));
	await gone(sql);
	await cancel(sql, { bookingId: dropped.id, reason: 'Ill', actor: BY_LINK });
	for (const kind of ['reminder', 'ask_to_reschedule'] as const) {
		await queueMail(sql, { bookingId: moved.id, version: 2, kind });
	}
	await queueStaffMail(sql, { staffId: ada.id, kind: 'password_reset' });
	const proofs = proofsOf(sql);
	await proofs.ask(email);
	await proofs.ask(inbox('Visitor'), 'booking');
	const [invited] = await sql<[{ id: number }]>`
		insert into staff (name, email, role)
		values ('New Person', 'new@test.example', 'admin')
		returning id
	`;
	await queueStaffMail(sql, { staffId: invited.id, kind: 'invite' });
	await sendTest(sql, {
		...{ to: ada, by: ada, reader: ada.name, booking: moved, allowed: 'yes', origin },
		...{ kind: 'confirmation', template: defaultTemplates.confirmation }
	});
	await gone(sql);
	// The address turns out to be wrong, of which staff are told.
	const ofBooking = mailgun.messages.find(({ to }) => to.includes(email));
	const response = await mailgun.webhook('failed', ofBooking!, { to: origin });
	if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
	await gone(sql);

	const kinds = await sql<{ id: number; kind: string }[]>`select id, kind from mail`;
	const byId = new Map(mailgun.messages.map((one) => [Number(one.variables['mail-id']), one]));
	return new Map(
		kinds.flatMap(({ id, kind }) => {
			const message = byId.get(id);
			return message ? [[kind, message] as const] : [];
		})
	);
}

/** Waits until no mail is on its way and the queue is done with all of them. */
async function gone(sql: Sql): Promise<void> {
	await eventually(
		() => sql`
			select state
			from mail
			where state not in ('sent', 'superseded')
			union all
			select key
			from graphile_worker.jobs
			where task_identifier <> 'remind'
		`,
		({ length }) => length === 0
	);
}
