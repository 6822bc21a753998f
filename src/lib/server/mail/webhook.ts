import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Happening } from './happening.ts';
import { oneLine } from './address.ts';

/** Something that Mailgun tells, with what makes its signature known again. */
export type Report = {
	/** When it was signed, in epoch milliseconds. */
	signedAt: number;
	token: string;
	/** Null for what is of no concern here. */
	happening: Happening | null;
	/** Mailgun's id of it. */
	eventId: string;
};

/** Characters of a report; Mailgun's own are a few thousand long. */
export const LONGEST_REPORT = 65_536;
const LONGEST_DETAIL = 300;

const signatureSchema = z.object({
	timestamp: z.coerce.string().regex(/^\d{1,11}$/),
	token: z.string().min(1).max(200),
	signature: z.string().regex(/^[\da-f]{64}$/i)
});

/** Words for people, of which a wrong one does no harm. */
const words = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

const eventSchema = z.object({
	// They are stored, and Postgres' text takes no NUL.
	id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
	event: z.string().max(100),
	// Seconds, with fractions; up to the year 5138.
	timestamp: z.number().min(0).max(99_999_999_999),
	severity: words,
	reason: words,
	'delivery-status': z
		.object({ code: words, message: words, description: words })
		.optional()
		.catch(undefined),
	reject: z.object({ reason: words, description: words }).optional().catch(undefined),
	message: z
		.object({ headers: z.object({ 'message-id': z.string().max(998) }) })
		.optional()
		.catch(undefined),
	'user-variables': z
		.object({ 'mail-id': z.coerce.number().int().positive().max(999_999_999_999_999) })
		.optional()
		.catch(undefined)
});

const reportSchema = z.object({ signature: signatureSchema, 'event-data': z.unknown() });

/**
 * Reads what was posted to us as Mailgun's: `forged` is what our signing key did not sign, `malformed`
 * what is no report of Mailgun's at all. The signature proves who made its time and token, and not the
 * words beside them: whoever takes the report must refuse a token that came before.
 */
export function readReport(text: string, signingKey: string): Report | 'malformed' | 'forged' {
	const report = reportSchema.safeParse(parse(text));
	if (!report.success) return 'malformed';
	const { timestamp, token, signature } = report.data.signature;
	const expected = createHmac('sha256', signingKey)
		.update(timestamp + token)
		.digest();
	if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return 'forged';
	const event = eventSchema.safeParse(report.data['event-data']);
	if (!event.success) return 'malformed';
	return {
		signedAt: Number(timestamp) * 1000,
		token,
		eventId: event.data.id,
		happening: happeningOf(event.data)
	};
}

function happeningOf(event: z.output<typeof eventSchema>): Happening | null {
	const kind = kindOf(event);
	const mailId = event['user-variables']?.['mail-id'];
	const messageId = event.message?.headers['message-id'].replace(/^<|>$/g, '');
	if (!kind || !mailId || !messageId || messageId.includes('\0')) return null;
	return {
		kind,
		mailId,
		messageId,
		at: Math.round(event.timestamp * 1000),
		reason: event.reason ?? null,
		refusedByMailgun: event.event === 'rejected',
		detail: detailOf(event)
	};
}

function kindOf({ event, severity }: z.output<typeof eventSchema>): Happening['kind'] | null {
	switch (event) {
		case 'accepted':
		case 'delivered':
		case 'opened':
		case 'clicked':
		case 'complained':
		case 'unsubscribed':
			return event;
		case 'failed':
			return severity === 'temporary' ? 'delayed' : 'failed';
		case 'rejected':
			return 'failed';
		default:
			return null;
	}
}

/** What Mailgun calls its lists of addresses to which it sends nothing, by its reason for not sending. */
const LISTS = new Map([
	['suppress-bounce', { after: 'an earlier bounce', list: 'bounces' }],
	['suppress-complaint', { after: 'an earlier complaint', list: 'complaints' }],
	['suppress-unsubscribe', { after: 'an earlier wish for no more mail', list: 'unsubscribes' }]
]);

/** Why it failed, in the words of the other mail server where it said any. */
function detailOf(event: z.output<typeof eventSchema>): string {
	if (event.event !== 'failed' && event.event !== 'rejected') return '';
	const refused = LISTS.get(event.reason ?? '');
	if (refused) {
		return `Mailgun still refuses this address because of ${refused.after}. Remove it from Mailgun’s list of ${refused.list}, then try again.`;
	}
	const { code, message, description } = event['delivery-status'] ?? {};
	const said = message?.trim() || description?.trim() || event.reject?.reason?.trim();
	const numbered = code && said && !said.startsWith(code) ? `${code} ${said}` : said;
	return oneLine(numbered || code || event.reason || '').slice(0, LONGEST_DETAIL);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
