import { z } from 'zod';
import { whole } from '../../admin/_parts/whole';

const line = (most: number) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').toWellFormed())
		.trim()
		.max(most, `Keep this to ${most} characters at most.`);

/** The first thing that can be booked; the bounds are those of the table. */
export const serviceStep = z.object({
	name: line(120).refine((name) => name !== '', 'Type what customers book.'),
	durationMinutes: whole('minutes', 5, 720),
	priceText: line(60)
});
