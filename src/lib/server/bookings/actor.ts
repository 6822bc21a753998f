import { english, wordsFor, type Words } from '../../words/index.ts';

/**
 * Who acts on a booking. A customer is bound by the business's flags, and is answered in their
 * language; staff are not (R12), and say
 * whether the customer is to be told. With `override` they were warned that the time is taken, and
 * want it all the same. `system` is Reslot itself, such as the demo data.
 */
export type Actor =
	| { kind: 'customer'; channel: 'email_link' | 'portal' | 'public'; language: string }
	| { kind: 'staff'; staffId: number; notify: boolean; override?: boolean }
	| { kind: 'system'; notify: boolean };

/** The way by which an actor came, as the history shows it. */
export function channelOf(actor: Actor): 'email_link' | 'portal' | 'public' | 'staff' | 'system' {
	return actor.kind === 'customer' ? actor.channel : actor.kind;
}

/** Whether the customer is to be told of what this actor did. Their own acts are always confirmed. */
export function notifies(actor: Actor): boolean {
	return actor.kind === 'customer' || actor.notify;
}

/** In whose words an actor is answered: a customer in their own, the office in its English. */
export const wordsTo = (actor: Actor): Words =>
	actor.kind === 'customer' ? wordsFor(actor.language) : english;
