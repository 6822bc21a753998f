import type { ReceivedMessage } from './mailgun-stand-in.ts';

/** Every web address in a mail: in its HTML, its text and what is attached to it. */
export function linksIn({ html, text, attachments }: ReceivedMessage): string[] {
	const files = attachments.map(({ content }) =>
		// Lines of a calendar are folded, and commas and semicolons in them escaped.
		content
			.replace(/\r\n[ \t]/g, '')
			.replace(/\\n/g, '\n')
			.replace(/\\([,;\\])/g, '$1')
	);
	const found = [html.replaceAll('&amp;', '&'), text, ...files].flatMap(
		(part) => part.match(/https?:\/\/[^\s"'<>()]+/g) ?? []
	);
	return [...new Set(found.map((link) => link.replace(/[.,;]+$/, '')))];
}
