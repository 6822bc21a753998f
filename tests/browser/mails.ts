import { eventually } from '../support/eventually.ts';
import type { MailgunStandIn, ReceivedMessage } from '../support/mailgun-stand-in.ts';
import { isProof, readProof, type ProofMail } from '../support/proof.ts';

/** All mails to an address, in the order in which they came, once there are so many. */
export async function mailsTo(
	mailgun: MailgunStandIn,
	address: string,
	count = 1
): Promise<ReceivedMessage[]> {
	return eventually(
		async () => mailgun.messages.filter(({ to }) => to.includes(address)),
		(theirs) => theirs.length >= count
	);
}

/** The nth mail to an address, once it has come. */
export async function mailTo(
	mailgun: MailgunStandIn,
	address: string,
	n = 1
): Promise<ReceivedMessage> {
	return (await mailsTo(mailgun, address, n))[n - 1]!;
}

/**
 * What the nth of the mails to an address holds that prove it, once it has come; `path` is that of its
 * link, if it is one to sign in with.
 */
export async function proofTo(
	mailgun: MailgunStandIn,
	address: string,
	n = 1
): Promise<ProofMail & { path: string }> {
	const theirs = await eventually(
		async () => mailgun.messages.filter(({ to, text }) => to.includes(address) && isProof(text)),
		(proofs) => proofs.length >= n
	);
	const proof = readProof(theirs[n - 1]!.text);
	return { ...proof, path: `/portal/sign-in/${proof.secret}` };
}

/** The path of a button in a mail, as the customer's mail program would open it. */
export function pathIn(mail: ReceivedMessage, label: string): string {
	const link = new RegExp(`<a [^>]*href="([^"]+)"[^>]*>\\s*${label}`).exec(mail.html);
	if (!link) throw new Error(`There is no "${label}" in the mail`);
	return new URL(link[1]!.replaceAll('&amp;', '&')).pathname;
}
