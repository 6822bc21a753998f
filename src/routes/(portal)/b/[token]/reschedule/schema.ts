import { z } from 'zod';
import { instant } from '../../../month';
import { reason } from '../../../typed';

export const moveForm = z.object({
	startsAt: instant,
	version: z.number().int().positive(),
	reason,
	/** Another start to look at: nothing is moved yet. */
	choose: instant.optional()
});

/** Why a move was not made. `nearest` are free starts; `startsAt` is where the booking is now. */
export type MoveAnswer =
	| { kind: 'refused'; words: string }
	| { kind: 'time'; words: string; nearest: number[] }
	| { kind: 'changed'; words: string; startsAt: number };
