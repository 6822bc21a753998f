import { createHmac, randomBytes } from 'node:crypto';
import type { ReceivedMessage } from './message.ts';

/** What Mailgun tells of a mail. */
export type EventName =
	| 'accepted'
	| 'rejected'
	| 'delivered'
	| 'opened'
	| 'clicked'
	| 'failed'
	| 'complained'
	| 'unsubscribed';

/** What may be said of an event beside its name; each has what Mailgun commonly says. */
export type EventDetails = {
	id?: string;
	/** Epoch milliseconds. */
	at?: number;
	/** Of a failure only: Mailgun goes on trying after a temporary one. */
	severity?: 'permanent' | 'temporary';
	/** `bounce`, `suppress-bounce`, `generic`, `espblock` … */
	reason?: string;
	code?: number;
	/** What the other mail server said. */
	message?: string;
	recipient?: string;
};

/** What vouches for a webhook: an HMAC of time and token, which does not cover what is told. */
type Signature = { timestamp: string; token: string; signature: string };

export type SignatureOptions = {
	/** Epoch milliseconds. */
	at?: number;
	token?: string;
	signingKey?: string;
};

/** The key that tests sign with, MAILGUN_WEBHOOK_SIGNING_KEY of the servers under test. */
export const SIGNING_KEY = 'signing-test';

/** Signs as Mailgun does. */
export function sign(options: SignatureOptions = {}): Signature {
	const {
		at = Date.now(),
		token = randomBytes(25).toString('hex'),
		signingKey = SIGNING_KEY
	} = options;
	const timestamp = String(Math.floor(at / 1000));
	const signature = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex');
	return { timestamp, token, signature };
}

/** An event as Mailgun tells it, in a webhook as in the answer to a question for events. */
export function eventOf(
	event: EventName,
	message: Pick<ReceivedMessage, 'messageId' | 'to' | 'from' | 'subject' | 'variables'>,
	details: EventDetails = {}
) {
	const { id = randomBytes(16).toString('base64url'), at = Date.now() } = details;
	const recipient = details.recipient ?? /<([^<>]*)>$/.exec(message.to)?.[1] ?? message.to;
	const failed = event === 'failed';
	const reached = event === 'delivered' || failed;
	return {
		event,
		id,
		timestamp: at / 1000,
		'log-level': failed || event === 'rejected' ? 'error' : 'info',
		...(failed && {
			severity: details.severity ?? 'permanent',
			reason: details.reason ?? 'bounce'
		}),
		...(event === 'rejected' && {
			reject: { reason: details.reason ?? 'Sandbox', description: '' }
		}),
		...(reached && {
			'delivery-status': {
				code: details.code ?? (failed ? 550 : 250),
				message: details.message ?? (failed ? '5.1.1 No such mailbox here' : 'OK'),
				description: '',
				'attempt-no': 1,
				tls: true
			}
		}),
		message: {
			headers: {
				to: message.to,
				'message-id': message.messageId,
				from: message.from,
				subject: message.subject
			},
			attachments: [],
			size: 1024
		},
		recipient,
		'recipient-domain': recipient.split('@')[1] ?? '',
		'user-variables': message.variables,
		tags: [],
		campaigns: [],
		flags: { 'is-routed': false, 'is-authenticated': true, 'is-system-test': false }
	};
}

/** A webhook's whole content. */
export const webhookBody = (
	event: ReturnType<typeof eventOf>,
	signature: Signature = sign()
): string => JSON.stringify({ signature, 'event-data': event });

/** Sends a webhook, as it is, to a whole address. */
export async function postWebhook(to: string, body: string): Promise<Response> {
	const headers = { 'content-type': 'application/json', 'user-agent': 'mailgun/treq-26.4.0' };
	return fetch(to, { method: 'POST', body, headers, redirect: 'manual' });
}
