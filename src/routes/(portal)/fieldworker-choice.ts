import { z } from 'zod';

/** With whom, as addresses and forms say it: an id, or anyone who is free. */
export const fieldworkerChoice = z.string().regex(/^(any|[1-9]\d{0,8})$/);

export const fieldworkerOf = (choice: string): number | 'any' =>
	choice === 'any' ? 'any' : Number(choice);
