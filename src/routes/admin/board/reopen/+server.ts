import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { runsBackOffice } from '$lib/server/accounts/staff';
import { reopen } from '$lib/server/bookings/reopen';
import { openEnded, staffOf } from '../../_parts/booking/read';
import { parts, readAsked } from '../asked';
import type { RequestHandler } from './$types';

const wish = z.strictObject({
	bookingId: parts.id,
	expectedVersion: parts.id,
	notify: z.boolean(),
	/** They were told who shares its time, and want it back all the same (R12). */
	override: z.boolean()
});

/** Takes back that a booking was cancelled, completed or missed, unless it has changed since. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { id: staffId, role } = staffOf(locals);
	const { notify: wished, override, ...wanted } = await readAsked(request, wish);
	await openEnded(locals, wanted.bookingId);
	const notify = wished && runsBackOffice(role);
	const actor = {
		...({ kind: 'staff', staffId, notify } as const),
		...(override && { override })
	};
	const outcome = await reopen(locals.sql, { ...wanted, reason: '', actor });
	if (outcome.result === 'reopened') {
		return json({ result: 'reopened', version: outcome.booking.version });
	}
	if (outcome.result === 'not_found') return json(outcome);
	return json({ result: outcome.result, words: outcome.words });
};
