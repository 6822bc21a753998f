import { z } from 'zod';

export const credentials = z.object({
	email: z.email('Type the whole email address, like name@example.com.').max(254),
	password: z.string().min(1, 'Type your password.').max(1000, 'That is too long for a password.')
});
