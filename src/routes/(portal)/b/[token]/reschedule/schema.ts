import { z } from 'zod';
import type { Words } from '$lib/words';
import { fieldworkerChoice } from '../../../fieldworker-choice';
import { instant } from '../../../month';
import { reason } from '../../../typed';

export const moveForm = (words: Words) =>
	z.object({
		startsAt: instant,
		/** With whom, where the business lets customers choose. */
		fieldworker: fieldworkerChoice.optional(),
		version: z.number().int().positive(),
		reason: reason(words),
		/** Another start to look at: nothing is moved yet. */
		choose: instant.optional()
	});

export type MoveForm = z.infer<ReturnType<typeof moveForm>>;

const query = z.object({ fieldworker: fieldworkerChoice.optional().catch(undefined) });

/** With whom the address asks for; what cannot be read counts as not asked for. */
export const readFieldworker = (address: URLSearchParams): string | undefined =>
	query.parse(Object.fromEntries(address)).fieldworker;

/** Why a move was not made. `nearest` are free starts; `startsAt` is where the booking is now. */
export type MoveAnswer =
	| { kind: 'refused'; words: string }
	| { kind: 'time'; words: string; nearest: number[] }
	| { kind: 'changed'; words: string; startsAt: number };
