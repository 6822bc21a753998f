import { z } from 'zod';
import { reason } from '../../../typed';

export const cancelForm = z.object({
	version: z.number().int().positive(),
	reason
});

/** Why the booking was not cancelled; `startsAt` is where it is now. */
export type CancelAnswer =
	{ kind: 'refused'; words: string } | { kind: 'changed'; words: string; startsAt: number };
