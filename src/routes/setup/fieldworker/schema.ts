import { z } from 'zod';
import { email, personName } from '../../_account/schema';

/** Whoever does the work first. */
export const fieldworkerStep = z.object({
	name: personName,
	email: z.union(
		[z.literal(''), email],
		'Type the whole email address, like name@example.com, or leave it blank.'
	),
	isOwner: z.boolean()
});
