import type { MailEventKind } from './timeline.ts';

/** How far a mail got by Mailgun's word. */
export type MailDelivery =
	'accepted' | 'delivered' | 'opened' | 'clicked' | 'failed' | 'complained' | 'unsubscribed';

/** Something that Mailgun tells of one of our mails. */
export type Happening = {
	kind: Extract<MailEventKind, MailDelivery | 'delayed'>;
	/** Both say which mail it is, and have to agree. The Message-ID is without its brackets. */
	mailId: number;
	messageId: string;
	/** When it happened, by Mailgun's clock, in epoch milliseconds. */
	at: number;
	/** Mailgun's own word for why it failed, such as `bounce` or `suppress-complaint`. */
	reason: string | null;
	/** Mailgun would not send it, which says nothing about the address. */
	refusedByMailgun: boolean;
	/** Why it failed, for people. */
	detail: string;
};

const RANKS: Record<MailDelivery, number> = {
	accepted: 1,
	failed: 2,
	delivered: 2,
	opened: 3,
	clicked: 4,
	complained: 5,
	unsubscribed: 5
};

type Point = { delivery: MailDelivery; at: number };

/**
 * Whether this says more of a mail than what is known. Reports come in any order, so it goes by what
 * they say and when that happened, and the end is the same whichever comes first. A mail server may
 * take a mail and return it later: between delivered and failed the later one is true.
 */
export function isFurther(told: Point, known: Point | null): boolean {
	if (!known) return true;
	const step = RANKS[told.delivery] - RANKS[known.delivery];
	return step > 0 || (step === 0 && told.at > known.at && told.delivery !== known.delivery);
}
