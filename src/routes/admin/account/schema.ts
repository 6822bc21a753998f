import { z } from 'zod';
import { newPassword, password, personName } from '../../_account/schema';

export const noticesForm = z.object({ notices: z.boolean() });
export const nameForm = z.object({ name: personName });
export const passwordForm = z.object({ present: password, password: newPassword });
