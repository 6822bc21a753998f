import { z } from 'zod';
import { instant } from '../month';

const id = z.number().int().positive().max(2_147_483_647);

/** Who shall come, as addresses and forms say it: an id, or anyone who is free. */
const fieldworkerChoice = z.string().regex(/^(any|[1-9]\d{0,8})$/);
export const fieldworkerOf = (choice: string): number | 'any' =>
	choice === 'any' ? 'any' : Number(choice);

/** What the address asks for; what cannot be read counts as not asked for. */
export const bookQuery = z.object({
	service: z.coerce.number().pipe(id).optional().catch(undefined),
	fieldworker: fieldworkerChoice.catch('any')
});

export const bookForm = z.object({
	serviceId: id,
	fieldworker: fieldworkerChoice.default('any'),
	startsAt: instant,
	name: z.string().trim().min(1, 'Please tell us your name.').max(120, 'That is too long for us.'),
	email: z.email('Type the whole email address, like name@example.com.').max(254),
	phone: z.string().trim().max(40, 'That is too long for a phone number.'),
	address: z.string().trim().max(300, 'Please keep the address under 300 letters.'),
	notes: z.string().trim().max(2000, 'Please keep the notes under 2,000 letters.'),
	/** Another start to look at: nothing is booked yet. */
	choose: instant.optional()
});

/** Why nothing was booked. `nearest` are free starts, if it was the time that stood in the way. */
export type BookAnswer = { words: string; nearest: number[] };
