import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A file of a mail, its type and content as they came over the wire. */
type Attachment = { filename: string; contentType: string; content: string };

/** A mail that was accepted, as it arrived. */
export type ReceivedMessage = {
	messageId: string;
	from: string;
	to: string;
	subject: string;
	html: string;
	text: string;
	attachments: Attachment[];
	/** The `h:` fields, without the prefix. */
	headers: Record<string, string>;
	/** The `v:` fields, without the prefix. */
	variables: Record<string, string>;
	/** The `o:` fields, without the prefix. */
	options: Record<string, string>;
	at: number;
};

type Part = { name: string; filename: string | undefined; contentType: string; value: string };

/** Reads a request for a message. The form is taken apart by hand, so that every byte is seen. */
export async function readMessage(
	request: IncomingMessage,
	domain: string
): Promise<ReceivedMessage> {
	const parts = partsOf(await buffer(request), request.headers['content-type'] ?? '');
	const field = (name: string) => parts.find((part) => part.name === name)?.value ?? '';
	const prefixed = (prefix: string) =>
		Object.fromEntries(
			parts
				.filter(({ name }) => name.startsWith(prefix))
				.map(({ name, value }) => [name.slice(prefix.length), value])
		);
	const headers = prefixed('h:');
	return {
		messageId:
			headers['Message-Id']?.replace(/^<|>$/g, '') ??
			`${Date.now()}.${Math.random().toString(36).slice(2)}@${domain}`,
		from: field('from'),
		to: field('to'),
		subject: field('subject'),
		html: field('html'),
		text: field('text'),
		attachments: parts
			.filter(({ name }) => name === 'attachment')
			.map(({ filename = '', contentType, value }) => ({ filename, contentType, content: value })),
		headers,
		variables: prefixed('v:'),
		options: prefixed('o:'),
		at: Date.now()
	};
}

function partsOf(body: Buffer, contentType: string): Part[] {
	const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2];
	if (!boundary) return [];
	// One character per byte until it is known where each part ends.
	const pieces = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
	return pieces.map((piece) => {
		const headersEnd = piece.indexOf('\r\n\r\n');
		const headers = asText(piece.slice(0, headersEnd));
		return {
			name: /; name="([^"]*)"/.exec(headers)?.[1] ?? '',
			filename: /; filename="([^"]*)"/.exec(headers)?.[1],
			contentType: /^content-type: *(.*)$/im.exec(headers)?.[1]?.trim() ?? '',
			value: asText(piece.slice(headersEnd + 4))
		};
	});
}

const asText = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');
