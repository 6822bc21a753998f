import type { RenderedMail } from './fill.ts';

/**
 * A mail as the Email log keeps it once it was really sent: the secret of whom it is for is taken
 * out, so that whoever reads the log, or a copy of the database, cannot act as them (R5).
 */
export function withoutSecret(
	mail: RenderedMail,
	secret: string,
	placeholder = '(the customer’s private link)'
): RenderedMail {
	const link = new RegExp(`href="[^"]*${secret}[^"]*"`, 'g');
	return {
		subject: mail.subject.replaceAll(secret, placeholder),
		html: mail.html.replace(link, `title="${placeholder}"`).replaceAll(secret, placeholder),
		text: mail.text.replaceAll(secret, placeholder)
	};
}
