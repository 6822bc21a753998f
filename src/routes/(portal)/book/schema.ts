import { z } from 'zod';
import { fieldworkerChoice } from '../fieldworker-choice';
import { instant } from '../month';
import { contactDetails, personName } from '../typed';

const id = z.number().int().positive().max(2_147_483_647);

/** What the address asks for; what cannot be read counts as not asked for. */
export const bookQuery = z.object({
	service: z.coerce.number().pipe(id).optional().catch(undefined),
	fieldworker: fieldworkerChoice.catch('any')
});

export const bookForm = z.object({
	serviceId: id,
	fieldworker: fieldworkerChoice.default('any'),
	startsAt: instant,
	name: personName,
	email: z.email('Type the whole email address, like name@example.com.').max(254),
	...contactDetails,
	/** Of this form: sent twice, it books once. */
	requestId: z.uuid(),
	/** Another start to look at: nothing is booked yet. */
	choose: instant.optional()
});

/**
 * Why nothing was booked. `nearest` are free starts, if it was the time that stood in the way;
 * `reach` says that it is for the business to help.
 */
export type BookAnswer = { words: string; nearest: number[]; reach?: true };
