import { z } from 'zod';
import type { Words } from '$lib/words';
import { fieldworkerChoice } from '../fieldworker-choice';
import { instant } from '../month';
import { contactDetails, personName, typed } from '../typed';

const id = z.number().int().positive().max(2_147_483_647);

/** What the address asks for; what cannot be read counts as not asked for. */
export const bookQuery = z.object({
	service: z.coerce.number().pipe(id).optional().catch(undefined),
	fieldworker: fieldworkerChoice.catch('any'),
	step: z.literal('review').optional().catch(undefined)
});

/** Who books. */
export const whoBooks = (words: Words) =>
	z.object({
		name: personName(words),
		email: z.email(words.book.emailWrong).max(254, words.book.emailWrong),
		...contactDetails(words)
	});

export const bookForm = (words: Words) =>
	z.object({
		serviceId: id,
		fieldworker: fieldworkerChoice.default('any'),
		startsAt: instant,
		...whoBooks(words).shape,
		/**
		 * The step that was sent, and in an answer the one to show: the details to be looked over, all of
		 * it to be booked, or the code that proves the address. A form without one wants to book.
		 */
		step: z.enum(['details', 'review', 'code']).default('review'),
		/** The code that proves the address; with `again` another one is wanted. */
		code: typed(40, words.book.code.wrongShape),
		again: z.literal('code').optional().catch(undefined),
		/** Nobody sees this field, so whoever fills it is no person, or has a browser that does. */
		website: z.string().max(2000).catch('filled').default(''),
		/** Of this form: sent twice, it books once. */
		requestId: z.uuid(),
		/** Another start to look at: nothing is booked yet. */
		choose: instant.optional()
	});

export type BookForm = z.infer<ReturnType<typeof bookForm>>;

/** Why a code has to be typed (again), and how many tries are left where that is known. */
type CodeTrouble = { why: 'empty' } | { why: 'wrong'; left: number } | { why: 'over' };

/**
 * Why nothing was booked. `nearest` are free starts, if it was the time that stood in the way, and
 * `own` is where the booking is, if it is theirs that has it; `words` are those of the ability that
 * refused.
 */
export type BookAnswer =
	| { kind: 'time'; words: string; nearest: number[]; own: string | null }
	| { kind: 'refused'; words: string }
	/** `sent_before`: this form has made its booking, and gives no link to it any more. */
	| { kind: 'outdated' | 'automatic' | 'gone' | 'sent_before' }
	| { kind: 'too_many' | 'too_many_codes' | 'too_many_tries'; minutes: number }
	| { kind: 'code'; trouble: CodeTrouble | null };
