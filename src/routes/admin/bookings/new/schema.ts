import { z } from 'zod';
import type { CustomerRow } from '$lib/server/people/customers-list';
import { contactDetails } from '../../_parts/typed';
import { customerFields } from '../../customers/schema';
import { startOf } from './wall';

const id = /^[1-9]\d{0,8}$/;

/** A booking as staff type it: wall clock of the business's zone. */
export const newBookingForm = z.object({
	/** Of the customer who was found, or empty for a new one. */
	customerId: z.union([z.literal(''), z.string().regex(id)]),
	...customerFields,
	...contactDetails,
	serviceId: z.string().regex(id, 'Choose a service.'),
	fieldworker: z.string().regex(/^(any|[1-9]\d{0,8})$/, 'Choose who shall come.'),
	date: z.iso
		.date({ error: 'Choose a date.', abort: true })
		.refine((day) => day >= '2000' && day < '2200', 'Choose a date that is closer to today.'),
	time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Type a time like 14:30.'),
	/** The free time that was pressed: it says which of two in the hour that comes twice. */
	at: z.string().max(20),
	notify: z.boolean(),
	/** Of this form: sent twice, it books once. */
	requestId: z.uuid(),
	/** What was warned about, when it shall be booked all the same. */
	anyway: z.string().max(2_000),
	/** Words to find a customer by, while there is no script to do it. */
	find: z.string().max(200)
});

export type NewBookingForm = z.infer<typeof newBookingForm>;

/** What came of a press of one of its buttons. */
export type NewBookingAnswer =
	| { kind: 'found'; customers: CustomerRow[] }
	| { kind: 'checked'; times: number[]; words: string[] }
	| { kind: 'warned'; words: string[]; anyway: string }
	| { kind: 'refused'; words: string; nearest: number[] };

/** What an address may fill in; what cannot be read counts as not said. */
export const prefilled = z.object({
	start: z.string().default('').transform(startOf),
	fieldworker: z.string().regex(id).catch('any'),
	service: z.string().regex(id).catch(''),
	customer: z.string().regex(id).catch('')
});
