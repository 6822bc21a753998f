import { z } from 'zod';
import { email, newPassword, personName } from '../_account/schema';

/** The first account, and the code that lets its person make it. */
export const ownerForm = z.object({
	code: z.string().trim().min(1, 'Type the code that the server printed.').max(40),
	name: personName,
	email,
	password: newPassword
});
