import { z } from 'zod';
import type { Words } from '$lib/words';
import { contactDetails } from '../../../typed';

export const detailsForm = (words: Words) =>
	z.object({
		version: z.number().int().positive(),
		...contactDetails(words)
	});

export type DetailsForm = z.infer<ReturnType<typeof detailsForm>>;

/** Why the details were not saved; `now` is what they are now. */
export type DetailsAnswer =
	| { kind: 'refused'; words: string }
	| { kind: 'changed'; words: string; now: { phone: string; address: string; notes: string } };
