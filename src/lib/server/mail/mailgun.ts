import Mailgun from 'mailgun.js';
import { z } from 'zod';
import { within } from '../deadline.ts';
import { hearRetryAfter } from './retry-after.ts';

/** An invite, and what calendars shall do with it; `content` is iCalendar. */
export type Calendar = { method: 'REQUEST' | 'CANCEL'; content: string };

/** One mail as it is handed over. `from`, `to` and `replyTo` are mailboxes made by address.ts. */
export type Outgoing = {
	/** Without angle brackets; ours, so that a second try is known to be the same mail. */
	messageId: string;
	from: string;
	to: string;
	replyTo: string | null;
	subject: string;
	html: string;
	text: string;
	calendar: Calendar | null;
	/** Mailgun gives these back with everything that it reports about the mail. */
	variables: { mailId: number; bookingId?: number; version?: number };
};

/**
 * What became of it. `accepted`: Mailgun has it. `refused`: it will never be taken, `problem` says
 * why. `not_now`: it was not taken, but may be later. `unknown`: nobody can tell whether it was.
 */
export type HandOver =
	| { outcome: 'accepted'; messageId: string }
	| { outcome: 'refused' | 'not_now' | 'unknown'; problem: string };

export type Transport = {
	domain: string;
	/**
	 * Until when Mailgun asked to be left alone (epoch milliseconds); a time that is past where it did
	 * not. What is sent before then is `not_now` without its being asked.
	 */
	notBefore(): number;
	send(mail: Outgoing): Promise<HandOver>;
	/**
	 * Whether Mailgun's events tell of this mail; `cannot_tell` when they cannot be read now. False
	 * means that it does not have the mail only where the attempt is older than EVENTS_LAG.
	 */
	wasAccepted(messageId: string, since: number): Promise<boolean | 'cannot_tell'>;
};

/** Milliseconds for one request; mailgun.js would wait for ever. */
const TIMEOUT = 10_000;
/** Milliseconds by which our clock and Mailgun's may differ. */
const CLOCK_SKEW = 3_600_000;

/**
 * Milliseconds from the start of an attempt until what Mailgun took of it is in its events: what one
 * request may take, and what Mailgun may lag (commonly some seconds), with room.
 */
export const EVENTS_LAG = 120_000;

const eventsSchema = z.object({ items: z.array(z.object({ event: z.string() })) });

/** Answers after which the same mail may be taken later: the account, not the mail, is at fault. */
const NOT_NOW = new Set([401, 402, 403, 404, 408, 421, 425, 429]);
/** Network failures that happen before anything is handed over. */
const NEVER_REACHED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_.*|.*_CERT(IFICATE)?(_.*)?)$/;

/**
 * Opens Mailgun for one sending domain; `url` chooses the region, `timeout` is for one request, in
 * milliseconds. Connects when first used. Open it once and keep it: it remembers until when Mailgun
 * wants to be left alone.
 */
export function openMailgun(options: {
	key: string;
	domain: string;
	url: string;
	timeout?: number;
}): Transport {
	const { key, domain, url, timeout = TIMEOUT } = options;
	const client = new Mailgun(MailForm).client({ username: 'api', key, url, timeout });
	const notBefore = hearRetryAfter(url);
	return {
		domain,
		notBefore,
		async send(mail) {
			if (Date.now() < notBefore()) {
				return { outcome: 'not_now', problem: 'Mailgun asked for some time without requests' };
			}
			try {
				const { id } = await within(2 * timeout, 'sending', () =>
					client.messages.create(domain, fieldsOf(mail))
				);
				// A cut-off answer comes as a success without an id.
				if (!id) return { outcome: 'unknown', problem: 'Mailgun’s answer was cut off' };
				return { outcome: 'accepted', messageId: id.replace(/^<|>$/g, '') };
			} catch (thrown) {
				return judge(thrown);
			}
		},
		async wasAccepted(messageId, since) {
			const begin = Math.floor((Math.min(since, Date.now()) - CLOCK_SKEW) / 1000);
			const query = { 'message-id': messageId, begin: String(begin), ascending: 'yes' };
			try {
				// What client.events.get() does, without its warning on the console at every call.
				const { body } = await within(2 * timeout, 'Mailgun’s events', () =>
					client.request.get(`/v3/${domain}/events`, { searchParams: Object.entries(query) })
				);
				return eventsSchema.parse(body).items.some(({ event }) => event !== 'rejected');
			} catch (thrown) {
				// A key that may only send is not allowed to look.
				const { status } = thrown as { status?: unknown };
				return status === 401 || status === 403 ? false : 'cannot_tell';
			}
		}
	};
}

/** mailgun.js names each file again, for which the platform would make another one of it. */
class MailForm extends FormData {
	override append(name: string, value: string | Blob): void {
		super.append(name, value);
	}
}

/** The platform would put the media type in small letters, METHOD too, which some calendars miss. */
function fileOf({ method, content }: Calendar): File {
	const type = `text/calendar; charset=utf-8; method=${method}`;
	const file = new File([content], 'invite.ics', { type });
	return Object.defineProperty(file, 'type', { value: type });
}

function fieldsOf(mail: Outgoing) {
	const { mailId, bookingId, version } = mail.variables;
	return {
		from: mail.from,
		to: mail.to,
		subject: mail.subject,
		html: mail.html,
		text: mail.text,
		'h:Message-Id': `<${mail.messageId}>`,
		'h:Auto-Submitted': 'auto-generated',
		...(mail.calendar && { attachment: fileOf(mail.calendar) }),
		...(mail.replyTo && { 'h:Reply-To': mail.replyTo }),
		// Tracked links would pass through others' hands, secret and all (R5).
		'o:tracking': 'no' as const,
		'o:tracking-clicks': 'no' as const,
		'o:tracking-opens': 'no' as const,
		'v:mail-id': String(mailId),
		...(bookingId !== undefined && {
			'v:booking-id': String(bookingId),
			'v:version': String(version)
		})
	};
}

/**
 * mailgun.js reports a network failure as status 400 with the system's error code for a message; a
 * real 400 has "Bad Request" there (or axios' ERR_BAD_REQUEST, where the answer had no phrase).
 */
export function judge(thrown: unknown): HandOver {
	const { status, message, details } = (thrown ?? {}) as Partial<
		Record<'status' | 'message' | 'details', unknown>
	>;
	const code = String(message ?? '');
	const reason = [code, details].filter(Boolean).join(': ').slice(0, 500) || 'no reason given';
	if (typeof status !== 'number') return { outcome: 'unknown', problem: reason };
	if (status === 400 && code !== 'Bad Request' && code !== 'ERR_BAD_REQUEST') {
		return NEVER_REACHED.test(code)
			? { outcome: 'not_now', problem: `Mailgun could not be reached (${reason})` }
			: { outcome: 'unknown', problem: `The connection to Mailgun broke (${reason})` };
	}
	const problem = `Mailgun answered ${status} (${reason})`;
	if (NOT_NOW.has(status)) return { outcome: 'not_now', problem };
	return { outcome: status < 500 ? 'refused' : 'unknown', problem };
}
