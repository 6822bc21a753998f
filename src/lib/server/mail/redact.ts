import type { RenderedMail } from './render.ts';

/**
 * A mail as the Email log keeps it once it was really sent: the customer's secret is taken out, so
 * that whoever reads the log, or a copy of the database, cannot act as the customer (R5).
 */
export function withoutSecret(mail: RenderedMail, secret: string): RenderedMail {
	const placeholder = '(the customer’s private link)';
	const link = new RegExp(`href="[^"]*${secret}[^"]*"`, 'g');
	return {
		subject: mail.subject.replaceAll(secret, placeholder),
		html: mail.html.replace(link, `title="${placeholder}"`).replaceAll(secret, placeholder),
		text: mail.text.replaceAll(secret, placeholder)
	};
}
