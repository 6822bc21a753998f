import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { move } from '$lib/server/bookings/move';
import { compareVersions } from '../../_parts/booking/compare';
import { inOrder, officeOf, parts, readAsked } from '../asked';
import { theirPlace } from '../their-place';
import type { RequestHandler } from './$types';

const wish = z
	.strictObject({
		bookingId: parts.id,
		startsAt: parts.instant,
		endsAt: parts.instant,
		fieldworkerId: parts.smallId,
		expectedVersion: parts.id,
		/** As it was shown, for the comparison when somebody else was there first. */
		fieldworkerName: z.string().max(200),
		notify: z.boolean(),
		/** They were warned that the time is taken, and want it all the same (R12). */
		override: z.boolean()
	})
	.refine(...inOrder);

/** Moves a booking as it was dragged, or back. Answers with what `move` says. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const staff = officeOf(locals);
	const { notify, override, fieldworkerName, ...wanted } = await readAsked(request, wish);
	const outcome = await move(locals.sql, {
		...wanted,
		reason: '',
		actor: { kind: 'staff', staffId: staff.id, notify, ...(override && { override }) }
	});
	if (outcome.result === 'moved') {
		return json({ result: 'moved', version: outcome.booking.version });
	}
	if (outcome.result !== 'changed') return json(outcome);
	const { startsAt, endsAt, expectedVersion } = wanted;
	const mine = { startsAt, endsAt, fieldworkerName };
	const versions = await compareVersions(locals, outcome.booking, expectedVersion, mine);
	const theirs = await theirPlace(locals, outcome.booking);
	return json({ result: 'changed', words: outcome.words, versions, theirs });
};
