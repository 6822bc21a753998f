import type { Sql } from '../../src/lib/server/database/connection.ts';
import { answerProof } from '../../src/lib/server/portal/answer-proof.ts';
import { askForProof, type ProofPurpose } from '../../src/lib/server/portal/ask.ts';
import { proveByCode } from '../../src/lib/server/portal/prove.ts';
import { secretHash } from '../../src/lib/server/portal/secret.ts';
import { keepWaitingMail } from './mail.ts';

/** What a mail that proves an address holds: its code as it stands there ("1234 5678"); the secret is that of its link, if it has one. */
export type ProofMail = { code: string; secret: string | null };

const CODE = /^\s*(\d{4} \d{4})\s*$/m;

/** Whether a mail of these words is one that proves an address. */
export const isProof = (text: string): boolean => CODE.test(text);

/** Takes what proves an address out of the words of a mail. */
export function readProof(text: string): ProofMail {
	const code = CODE.exec(text)?.[1];
	if (!code) throw new Error(`There is no code in this mail:\n${text}`);
	return { code, secret: /\/portal\/sign-in\/([\w-]{43})/.exec(text)?.[1] ?? null };
}

/** Does what the worker does for whoever asked: those who are to be mailed are. */
export async function answerProofs(sql: Sql): Promise<void> {
	const asked = await sql<{ id: number }[]>`
		select id
		from email_proof
		where not answered
		order by id
	`;
	for (const { id } of asked) await answerProof(sql, id);
}

/** What was mailed last to prove this address, once all waiting mail is written; null for nothing. */
export async function proofMailed(sql: Sql, email: string): Promise<ProofMail | null> {
	await answerProofs(sql);
	await keepWaitingMail(sql);
	const [mail] = await sql<{ body: string }[]>`
		select body
		from mail
		where proof_id is not null
			and lower(to_email) = lower(${email})
			and state = 'kept'
		order by id desc
		limit 1
	`;
	return mail ? readProof(mail.body) : null;
}

let visitors = 0;

/** Somebody who asks, each time from elsewhere, for a mail that proves an address theirs. */
export function proofsOf(sql: Sql) {
	return {
		/** Answers with what their browser keeps, and the mail, which is null where none is written. */
		async ask(email: string, purpose: ProofPurpose = 'sign_in') {
			const networkAddress = `198.51.100.${++visitors}`;
			const asked = await askForProof(sql, { email, purpose, networkAddress });
			if (asked.result !== 'asked') throw new Error(asked.result);
			await answerProofs(sql);
			const [mail] = await sql<{ id: number; proofId: number }[]>`
				select mail.id, mail.proof_id as "proofId"
				from mail
				where proof_id = (select id from email_proof where asker = ${secretHash(asked.asker)})
			`;
			return { asker: asked.asker, mail: mail ?? null };
		},

		/** What comes of typing a code in the browser that asked. */
		type: async (asker: string, code: string, purpose: ProofPurpose = 'sign_in') =>
			(await sql.begin((tx) => proveByCode(tx, { asker, code, purpose }))).result
	};
}
