import { randomInt } from 'node:crypto';
import { hashPassword } from '../accounts/password.ts';
import type { Transaction } from '../database/connection.ts';
import { newSecret, secretHash } from '../portal/secret.ts';
import { requireBusiness } from '../settings/business.ts';
import { fillOwnProof } from './fill-own.ts';
import type { ProofMailKind } from './kinds.ts';
import type { QueuedMail, Written } from './outbox.ts';
import { privateLink } from './redact.ts';

type ProofMail = Extract<QueuedMail, { kind: ProofMailKind }>;

const DIGITS = 8;

/**
 * Writes the mail by which somebody proves that an address is theirs, with a new code in it, and a new
 * link where it is to sign in. Both are made at the moment of sending, so that none waits in the queue
 * or the database; those of an attempt before open nothing any more.
 */
export async function writeProof(
	tx: Transaction,
	mail: ProofMail,
	origin: string
): Promise<Written> {
	const worthless = await whyWorthless(tx, mail);
	if (worthless) return { superseded: worthless };
	const secret = mail.kind === 'sign_in' ? newSecret() : null;
	const code = randomInt(10 ** DIGITS)
		.toString()
		.padStart(DIGITS, '0');
	await tx`
		update email_proof
		set link_hash = ${secret === null ? null : secretHash(secret)},
			code_hash = ${await hashPassword(code)}
		where id = ${mail.proofId}
	`;
	const shown = `${code.slice(0, DIGITS / 2)} ${code.slice(DIGITS / 2)}`;
	const business = await requireBusiness(tx);
	const about = { business, code: shown, origin };
	const url = `${origin}/portal/sign-in/${secret}`;
	const own = { kind: 'sign_in', name: mail.toName, url } as const;
	return {
		...(await fillOwnProof(tx, { ...about, ...(secret ? own : { kind: 'confirm_email' }) })),
		secrets: [
			{ text: shown, placeholder: '(the customer’s code)' },
			...(secret ? [privateLink(secret)] : [])
		],
		version: null,
		mark: `proof-${mail.proofId}`
	};
}

/** Why nobody could do anything with the mail, or null. The proof stays as it is until the end. */
async function whyWorthless(tx: Transaction, mail: ProofMail): Promise<string | null> {
	const [proof] = await tx<{ theirs: boolean; proven: boolean; over: boolean }[]>`
		select
			email = lower(${mail.toEmail}) as theirs,
			proven_at is not null as proven,
			expires_at <= reslot_clock() as over
		from email_proof
		where id = ${mail.proofId}
		for update
	`;
	if (!proof?.theirs) {
		return 'The customer has another email address now';
	}
	if (proof.proven) return 'It was used before';
	if (proof.over) return 'The code in it would not work any more by now';
	return null;
}
