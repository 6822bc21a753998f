import { z } from 'zod';
import { findZone } from '$lib/time-zones';

const line = (most: number) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').toWellFormed())
		.trim()
		.max(most, `Keep this to ${most} characters at most.`);

/** What has to be known of a business before anybody can book. */
export const businessStep = z.object({
	name: line(120).refine((name) => name !== '', 'Type the name that customers know you by.'),
	timeZone: z.string().transform((typed, context) => {
		const zone = findZone(typed);
		if (zone) return zone;
		context.addIssue('Type a city or a zone of the list, like Australia/Sydney.');
		return z.NEVER;
	}),
	email: z.union(
		[z.literal(''), z.email().max(254)],
		'Type the whole email address, like name@example.com, or leave it blank.'
	),
	phone: line(40)
});
