import { z } from 'zod';

const id = z
	.string()
	.regex(/^[1-9]\d{0,14}$/)
	.transform(Number);
/** Of a table whose ids are smaller; larger ones are nobody's. */
const smallId = id.pipe(z.int().max(2_147_483_647));

/** Which clash to keep: "12-15,12-16", the rows of occupancy that overlap. */
export const keepForm = z.object({
	pairs: z
		.string()
		.regex(/^\d{1,15}-\d{1,15}(,\d{1,15}-\d{1,15}){0,9}$/)
		.transform((text) =>
			text.split(',').map((pair) => {
				const [oneId = 0, otherId = 0] = pair.split('-').map(Number);
				return { oneId, otherId };
			})
		)
});

/** Which booking to give to whom, as it was when it was looked at, and whether its customer is told. */
export const giveForm = z.object({
	booking: id,
	version: smallId,
	fieldworker: smallId,
	notify: z
		.literal('on')
		.optional()
		.transform((on) => on === 'on')
});
