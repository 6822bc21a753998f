import { z } from 'zod';

export const cancelForm = z.object({
	version: z.number().int().positive(),
	reason: z.string().trim().max(500, 'Please keep this under 500 letters.')
});

/** Why the booking was not cancelled; `startsAt` is where it is now. */
export type CancelAnswer =
	{ kind: 'refused'; words: string } | { kind: 'changed'; words: string; startsAt: number };
