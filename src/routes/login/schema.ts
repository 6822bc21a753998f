import { z } from 'zod';
import { email, password } from '../_account/schema';

export const credentials = z.object({ email, password });
