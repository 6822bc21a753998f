import { z } from 'zod';
import { typed } from '../../(portal)/typed';
import { contactDetails } from '../_parts/typed';

/** Line breaks, and what turns the direction of the text around it: it would do so in a mail. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** A customer as staff type them. */
export const customerFields = {
	name: typed(120, 'Keep the name to 120 characters at most.')
		.min(1, 'Type the customer’s name.')
		.refine((name) => !CONTROL.test(name), 'Type the name in one plain line.'),
	email: z
		.email('Type the whole email address, like name@example.com.')
		.max(254, 'This address is too long to be one.'),
	phone: contactDetails.phone,
	address: contactDetails.address
};

export const customerForm = z.object(customerFields);

export type CustomerForm = z.infer<typeof customerForm>;

/** With it the form says what was seen when it was opened, so that nobody is overwritten unawares. */
export const editForm = customerForm.extend({
	seenName: z.string().max(1_000),
	seenEmail: z.string().max(1_000),
	seenPhone: z.string().max(1_000),
	seenAddress: z.string().max(1_000)
});

export type EditForm = z.infer<typeof editForm>;

/** Why it was not saved: somebody else changed it into this, or another customer has that address. */
export type CustomerAnswer =
	| { kind: 'changed'; customer: CustomerForm }
	| { kind: 'email_taken'; customer: { id: number; name: string } };

/** A customer's number as an address has it, or null. */
export const customerIdOf = (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
