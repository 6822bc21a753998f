import { z } from 'zod';
import { contactDetails } from '../../../typed';

export const detailsForm = z.object({
	version: z.number().int().positive(),
	...contactDetails
});

/** Why the details were not saved; `now` is what they are now. */
export type DetailsAnswer =
	| { kind: 'refused'; words: string }
	| { kind: 'changed'; words: string; now: { phone: string; address: string; notes: string } };
