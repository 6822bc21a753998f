import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

/** A mail that was accepted, as it arrived. */
export type ReceivedMessage = {
	messageId: string;
	from: string;
	to: string;
	subject: string;
	html: string;
	text: string;
	/** The `h:` fields, without the prefix. */
	headers: Record<string, string>;
	/** The `v:` fields, without the prefix. */
	variables: Record<string, string>;
	/** The `o:` fields, without the prefix. */
	options: Record<string, string>;
	at: number;
};

/**
 * What shall go wrong with the next message. `…_after_accept` takes the mail and then loses the
 * answer: it hangs until the client gives up, or breaks the connection. `truncated` answers 200
 * with half of the JSON, and took the mail.
 */
type Fault =
	| { kind: 'status'; status: number; message?: string; retryAfter?: number }
	| { kind: 'hang_after_accept' | 'reset_before' | 'reset_after_accept' | 'truncated' };

export type MailgunStandIn = {
	url: string;
	port: number;
	messages: ReceivedMessage[];
	/** Requests for a message, refused ones included. */
	attempts: number;
	/** Milliseconds after which a message is told of by the events. */
	eventsLag: number;
	fail(...faults: Fault[]): void;
	stop(): Promise<void>;
};

type Options = { key?: string; domain?: string; port?: number; eventsLag?: number };

/**
 * Mailgun's HTTP API, as far as Reslot uses it, on this machine: messages are recorded instead of
 * sent, events tell what was accepted. Beside it, for tests in another process: `GET /messages`,
 * `DELETE /messages`, and with JSON `POST /faults` (a list) and `POST /events-lag` (a number).
 */
export async function startMailgunStandIn(options: Options = {}): Promise<MailgunStandIn> {
	const { key = 'key-test', domain = 'mg.test', port = 0, eventsLag = 0 } = options;
	const faults: Fault[] = [];
	const authorization = `Basic ${Buffer.from(`api:${key}`).toString('base64')}`;

	const server = createServer((request, response) => {
		answer(request, response).catch(() => response.destroy());
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://stand-in');
		const route = `${request.method} ${url.pathname}`;
		if (route === 'GET /messages') return json(response, 200, standIn.messages);
		if (route === 'DELETE /messages') {
			standIn.messages.length = 0;
			return json(response, 200, {});
		}
		if (route === 'POST /faults') {
			faults.push(...(JSON.parse(await text(request)) as Fault[]));
			return json(response, 200, {});
		}
		if (route === 'POST /events-lag') {
			standIn.eventsLag = JSON.parse(await text(request)) as number;
			return json(response, 200, {});
		}
		if (request.headers.authorization !== authorization) {
			return json(response, 401, { message: 'Invalid private key' });
		}
		if (route === `POST /v3/${domain}/messages`) return take(request, response);
		if (route === `GET /v3/${domain}/events`) return json(response, 200, events(url));
		json(response, 404, { message: 'Domain not found' });
	}

	async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const message = await parse(request, domain);
		standIn.attempts += 1;
		const fault = faults.shift();
		if (fault?.kind === 'reset_before') return void response.socket?.resetAndDestroy();
		if (fault?.kind === 'status') {
			if (fault.retryAfter) response.setHeader('retry-after', String(fault.retryAfter));
			return json(response, fault.status, { message: fault.message ?? 'Told to fail' });
		}
		if (!message.to || !message.subject) {
			return json(response, 400, { message: 'to parameter is missing' });
		}
		standIn.messages.push(message);
		if (fault?.kind === 'hang_after_accept') return;
		if (fault?.kind === 'reset_after_accept') return void response.socket?.resetAndDestroy();
		const body = JSON.stringify({ id: `<${message.messageId}>`, message: 'Queued. Thank you.' });
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(fault?.kind === 'truncated' ? body.slice(0, 12) : body);
	}

	function events(url: URL) {
		const wanted = url.searchParams.get('message-id');
		const begin = Number(url.searchParams.get('begin') ?? 0);
		const items = standIn.messages
			.filter((message) => !wanted || message.messageId === wanted)
			.filter((message) => message.at / 1000 >= begin)
			.filter((message) => message.at + standIn.eventsLag <= Date.now())
			.map((message) => ({
				event: 'accepted',
				id: `event-${message.messageId}`,
				timestamp: message.at / 1000,
				message: { headers: { 'message-id': message.messageId } },
				'user-variables': message.variables
			}));
		const page = `${standIn.url}/v3/${domain}/events/none`;
		return { items, paging: { next: page, previous: page, first: page, last: page } };
	}

	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	const bound = (server.address() as AddressInfo).port;
	const standIn: MailgunStandIn = {
		url: `http://127.0.0.1:${bound}`,
		port: bound,
		messages: [],
		attempts: 0,
		eventsLag,
		fail: (...more) => void faults.push(...more),
		stop: () =>
			new Promise((stopped) => {
				server.close(() => stopped());
				server.closeAllConnections();
			})
	};
	return standIn;
}

function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

async function parse(request: IncomingMessage, domain: string): Promise<ReceivedMessage> {
	const type = request.headers['content-type'] ?? '';
	const body = new Response(new Uint8Array(await buffer(request)), {
		headers: { 'content-type': type }
	});
	const fields = [...(await body.formData())].map(
		([name, value]) => [name, String(value)] as const
	);
	const field = (name: string) => fields.find(([other]) => other === name)?.[1] ?? '';
	const prefixed = (prefix: string) =>
		Object.fromEntries(
			fields
				.filter(([name]) => name.startsWith(prefix))
				.map(([name, value]) => [name.slice(prefix.length), value])
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
		headers,
		variables: prefixed('v:'),
		options: prefixed('o:'),
		at: Date.now()
	};
}

// As a process of its own, which lives on while the application is killed: port and events' lag are
// its arguments. Prints its port.
if (import.meta.main) {
	const [port = 0, eventsLag = 0] = process.argv.slice(2).map(Number);
	const standIn = await startMailgunStandIn({ port, eventsLag });
	console.log(standIn.port);
}
