import type { RenderedMail } from './fill.ts';

/** What only whom a mail is for may know, as it stands in it, and what takes its place. */
export type Secret = { text: string; placeholder: string };

/** A customer's private link, by the secret in it. */
export const privateLink = (secret: string): Secret => ({
	text: secret,
	placeholder: '(the customer’s private link)'
});

/**
 * A mail as the Email log keeps it once it was really sent: the secrets of whom it is for are taken
 * out, so that whoever reads the log, or a copy of the database, cannot act as them (R5).
 */
export const withoutSecrets = (mail: RenderedMail, secrets: readonly Secret[]): RenderedMail =>
	secrets.reduce(withoutSecret, mail);

function withoutSecret(mail: RenderedMail, { text, placeholder }: Secret): RenderedMail {
	const link = new RegExp(`href="[^"]*${text}[^"]*"`, 'g');
	return {
		subject: mail.subject.replaceAll(text, placeholder),
		html: mail.html.replace(link, `title="${placeholder}"`).replaceAll(text, placeholder),
		text: mail.text.replaceAll(text, placeholder)
	};
}
