import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Faults, type Fault } from './mailgun/faults.ts';
import { readMessage, type ReceivedMessage } from './mailgun/message.ts';
import {
	eventOf,
	postWebhook,
	sign,
	webhookBody,
	type EventDetails,
	type EventName,
	type SignatureOptions
} from './mailgun/webhook.ts';

export type { ReceivedMessage } from './mailgun/message.ts';

type Event = ReturnType<typeof eventOf>;

export type MailgunStandIn = {
	url: string;
	port: number;
	messages: ReceivedMessage[];
	/** Requests for a message, refused ones included. */
	attempts: number;
	/** Milliseconds after which a message is told of by the events. */
	eventsLag: number;
	/** The next messages fail so. */
	fail(...faults: Fault[]): void;
	/** Every nth message fails, with each of these in turn, until it is called with 0. */
	failOneIn(n: number, faults?: readonly Fault[]): void;
	/**
	 * Tells Reslot at `to` (an origin) what became of a message, signed as Mailgun signs it; the
	 * events that can be asked for tell it as well. Answers with Reslot's response.
	 */
	webhook(
		event: EventName,
		message: ReceivedMessage,
		how: { to: string } & EventDetails & { signature?: SignatureOptions }
	): Promise<Response>;
	stop(): Promise<void>;
};

type Options = { key?: string; domain?: string; port?: number; eventsLag?: number };

/**
 * Mailgun's HTTP API, as far as Reslot uses it, on this machine: messages are recorded instead of
 * sent, and as at Mailgun the same one twice is two; events tell what was accepted. Beside it, for
 * tests in another process: `GET /messages`, `DELETE /messages`, and with JSON `POST /faults` (a
 * list) and `POST /events-lag` (a number).
 */
export async function startMailgunStandIn(options: Options = {}): Promise<MailgunStandIn> {
	const { key = 'key-test', domain = 'mg.test', port = 0, eventsLag = 0 } = options;
	const faults = new Faults();
	const told: Event[] = [];
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
			faults.add(...(JSON.parse(await text(request)) as Fault[]));
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
		const message = await readMessage(request, domain);
		standIn.attempts += 1;
		const fault = faults.take();
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
		const accepted = standIn.messages
			.filter(({ messageId }) => !wanted || messageId === wanted)
			.filter((message) => message.at + standIn.eventsLag <= Date.now())
			.map((message) =>
				eventOf('accepted', message, { id: `event-${message.messageId}`, at: message.at })
			);
		// Of messages that were thrown away nothing is told any more: the next may have the same id.
		const kept = new Set(standIn.messages.map(({ messageId }) => messageId));
		const items = [
			...accepted,
			...told.filter(({ message }) => kept.has(message.headers['message-id']))
		]
			.filter(({ message }) => !wanted || message.headers['message-id'] === wanted)
			.filter(({ timestamp }) => timestamp >= begin);
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
		fail: (...more) => faults.add(...more),
		failOneIn: (n, each = []) => faults.oneIn(n, each),
		webhook(name, message, { to, signature, ...details }) {
			const event = eventOf(name, message, details);
			told.push(event);
			return postWebhook(`${to}/api/webhooks/mailgun`, webhookBody(event, sign(signature)));
		},
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

// As a process of its own, which lives on while the application is killed: port and events' lag are
// its arguments. Prints its port.
if (import.meta.main) {
	const [port = 0, eventsLag = 0] = process.argv.slice(2).map(Number);
	const standIn = await startMailgunStandIn({ port, eventsLag });
	console.log(standIn.port);
}
