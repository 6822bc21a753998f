import { z } from 'zod';
import type { Erasure } from '$lib/server/people/erase';

export const eraseForm = z.object({
	/** The customer's name, typed to be sure. */
	typedName: z.string().trim().min(1, 'Type the customer’s name to be sure.').max(300),
	/** How many upcoming bookings the page said would be cancelled. */
	upcoming: z.int().min(0)
});

/** Nothing is erased, since it would do something else by now than was said: this. */
export type EraseAnswer = Erasure;
