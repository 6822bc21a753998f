import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { book } from '$lib/server/bookings/book';
import { contactDetails } from '../../_parts/typed';
import { customerFields } from '../../customers/schema';
import { whoever } from '../anybody';
import { officeOf, parts, readAsked } from '../asked';
import type { RequestHandler } from './$types';

/** What somebody types: what is wrong with it is said beside its field. */
const typed = z.object({ ...customerFields, notes: contactDetails.notes });

const text = z.string().max(100_000);
const wish = z.strictObject({
	serviceId: parts.smallId,
	fieldworkerId: z.union([parts.smallId, z.literal('any')]),
	startsAt: parts.instant,
	typed: z.strictObject({ name: text, email: text, phone: text, address: text, notes: text }),
	requestId: z.uuid(),
	notify: z.boolean(),
	/** They were warned that the fieldworker's time is taken, and want it all the same (R12). */
	override: z.boolean()
});

const NOBODY = {
	result: 'refused',
	words:
		'Nobody who does this is working and free then. Choose another time, or say who shall come all the same.'
};

/** Books the time that was selected, for a customer who may be new. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const staff = officeOf(locals);
	const asked = await readAsked(request, wish);
	const read = typed.safeParse(asked.typed);
	if (!read.success) {
		return json({ result: 'wrong', errors: z.flattenError(read.error).fieldErrors });
	}
	const { notes, ...customer } = read.data;
	const { serviceId, startsAt, requestId, notify } = asked;
	const fieldworkerId = await whoever(locals, asked);
	if (fieldworkerId === null) return json(NOBODY);
	const override = asked.override && asked.fieldworkerId !== 'any';
	const outcome = await book(locals.sql, {
		...{ serviceId, fieldworkerId, startsAt, customer, notes, requestId },
		actor: { kind: 'staff', staffId: staff.id, notify, ...(override && { override }) }
	});
	if (outcome.result === 'booked') {
		const { id, fieldworker } = outcome.booking;
		return json({ result: 'booked', id, fieldworkerName: fieldworker.name });
	}
	if (outcome.result === 'not_found') return json(outcome);
	return json({ result: outcome.result, words: outcome.words });
};
