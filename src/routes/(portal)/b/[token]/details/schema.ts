import { z } from 'zod';

export const detailsForm = z.object({
	version: z.number().int().positive(),
	phone: z.string().trim().max(40, 'That is too long for a phone number.'),
	address: z.string().trim().max(300, 'Please keep the address under 300 letters.'),
	notes: z.string().trim().max(2000, 'Please keep the notes under 2,000 letters.')
});

/** Why the details were not saved. */
export type DetailsAnswer = { kind: 'refused' | 'changed'; words: string };
