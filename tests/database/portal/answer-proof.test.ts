import { beforeEach, expect, test } from 'vitest';
import { answerProof } from '../../../src/lib/server/portal/answer-proof.ts';
import { askForProof, type ProofPurpose } from '../../../src/lib/server/portal/ask.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { eventually } from '../../support/eventually.ts';
import { answerProofs } from '../../support/proof.ts';
import { openShop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let email: string;
let addresses = 0;
beforeEach(async () => {
	await emptyDatabase(sql);
	const shop = await openShop(sql);
	({ email } = (await shop.booked(shop.at(3, 10))).customer);
});

/** Asks so many times, each from a network address of its own, as limits go by that. */
async function ask(times: number, purpose: ProofPurpose = 'sign_in') {
	for (let asks = 0; asks < times; asks++) {
		await askForProof(sql, { email, purpose, networkAddress: `198.51.100.${++addresses}` });
	}
}

const mails = () => sql`
	select kind, count(*) as mails
	from mail
	where proof_id is not null
	group by kind
	order by kind
`;

test('an inbox gets no more than a dozen mails when two are answered at the same moment', async () => {
	await ask(11);
	await answerProofs(sql);
	await ask(2);
	const last = await sql<{ id: number }[]>`select id from email_proof where not answered`;
	const answers = await sql.begin(async (tx) => {
		// Whoever has counted waits for the customer.
		await tx`select from customer where lower(email) = ${email} for update`;
		const started = last.map(({ id }) => answerProof(sql, id));
		await eventually(
			() => sql`
				select
				from pg_stat_activity
				where datname = current_database()
					and wait_event_type = 'Lock'
			`,
			({ count }) => count === 2
		);
		return { started };
	});
	await Promise.all(answers.started);
	expect(await mails()).toEqual([{ kind: 'sign_in', mails: 12 }]);
});

test('after a dozen mails to sign in an address can still be proved before a booking', async () => {
	await ask(13);
	await ask(1, 'booking');
	await answerProofs(sql);
	expect(await mails()).toEqual([
		{ kind: 'confirm_email', mails: 1 },
		{ kind: 'sign_in', mails: 12 }
	]);
});
