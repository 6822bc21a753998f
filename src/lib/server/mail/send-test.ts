import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import type { TemplateFault } from './check-template.ts';
import { EXAMPLE_ADDRESS, EXAMPLE_CUSTOMER, EXAMPLE_NUMBER } from './preview-booking.ts';
import { previewMail, type Draft } from './preview.ts';
import { addMailJob } from './queue.ts';
import { templateNames } from './template-store.ts';

type TestSent =
	| { result: 'queued'; mailId: number }
	| { result: 'faults'; faults: TemplateFault[] }
	| { result: 'too_many' };

/** How many tests somebody may send in a minute. */
const MOST = 5;

const NOTE = 'This is a test, with an example customer in it. Its links lead to no booking.';

/**
 * Sends a mail with these words to somebody of the staff, or whom they name, through the queue that
 * every mail takes. Its time and service are the booking's, its customer is made up: what is known of
 * a real one goes to nobody else, and stays nowhere when they are erased.
 */
export async function sendTest(
	sql: Queryable,
	{ to, by, ...draft }: Draft & { to: { name: string; email: string }; by: By }
): Promise<TestSent> {
	return transaction<TestSent>(sql, async (tx) => {
		if (await hasSentMany(tx, by)) return { result: 'too_many' };
		const shown = { ...draft, booking: withoutCustomer(draft.booking) };
		const { rendered, faults } = await previewMail(tx, shown, NOTE);
		if (!rendered) return { result: 'faults', faults };
		const [mail] = await tx<[{ id: number }]>`
			insert into mail (staff_id, kind, to_email, to_name, subject, html, body)
			values (
				${by.id},
				'test',
				${to.email},
				${to.name},
				${`[Test] ${rendered.subject}`},
				${rendered.html},
				${rendered.text}
			)
			returning id
		`;
		await addMailJob(tx, mail.id);
		await recordAct(tx, by, { action: 'template.tested', subject: templateNames[draft.kind] });
		return { result: 'queued', mailId: mail.id };
	});
}

/** Counted one after the other, however many are pressed at once. */
async function hasSentMany(tx: Transaction, by: By): Promise<boolean> {
	await tx`select from staff where id = ${by.id} for no key update`;
	const [count] = await tx<[{ tests: number }]>`
		select count(*) as tests
		from mail
		where kind = 'test'
			and created_at > (select reslot_clock()) - interval '1 minute'
			and staff_id = ${by.id}
	`;
	return count.tests >= MOST;
}

/** With a number of its own nothing of the real one's history is told either. */
const withoutCustomer = (booking: Draft['booking']): Draft['booking'] => ({
	...booking,
	id: EXAMPLE_NUMBER,
	contactName: EXAMPLE_CUSTOMER.name,
	phone: EXAMPLE_CUSTOMER.phone,
	address: EXAMPLE_ADDRESS,
	notes: '',
	customer: { id: 0, ...EXAMPLE_CUSTOMER }
});
