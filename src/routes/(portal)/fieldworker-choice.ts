import { z } from 'zod';

/** With whom, as addresses and forms say it: an id, or anyone who is free. */
export const fieldworkerChoice = z.string().regex(/^(any|[1-9]\d{0,8})$/);
