import { z } from 'zod';

/** A colour as its control gives it: browsers write it in small letters. */
export const color = z.string().regex(/^#[0-9a-f]{6}$/, 'Choose a colour.');
