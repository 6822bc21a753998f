import { z } from 'zod';
import type { Words } from '$lib/words';
import { reason } from '../../../typed';

export const cancelForm = (words: Words) =>
	z.object({
		version: z.number().int().positive(),
		reason: reason(words)
	});

export type CancelForm = z.infer<ReturnType<typeof cancelForm>>;

/** Why the booking was not cancelled; `startsAt` is where it is now. */
export type CancelAnswer =
	{ kind: 'refused'; words: string } | { kind: 'changed'; words: string; startsAt: number };
