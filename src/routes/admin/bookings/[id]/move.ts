import { fail, type RequestEvent } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { sayWhen } from '$lib/dates';
import { move } from '$lib/server/bookings/move';
import { previewTime } from '$lib/server/bookings/preview';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { requireBusiness } from '$lib/server/settings/business';
import { readSent } from '../../../(portal)/sent';
import { numberOf, openBooking, staffOf } from '../../_parts/booking/read';
import { moveForm, type Answer, type MoveForm } from '../../_parts/booking/schema';
import { clockNotes } from '../../_parts/booking/clock-change';
import { spanOf } from '../../_parts/booking/wall';
import { sayPreview } from '../../_parts/booking/words';
import { sayDone, sayNotDone } from './answers';

/**
 * Moves a booking as a form asks. Staff are warned first (R12): what the time would mean is said
 * before it is done, unless they were told of that very time and want it all the same.
 */
export async function moveAction({ request, locals, params }: RequestEvent) {
	const form = await superValidate<MoveForm, Answer>(await readSent(request), zod4(moveForm), {
		id: 'move'
	});
	if (!form.valid) return fail(400, { form });
	const booking = await openBooking(locals, numberOf(params.id ?? ''));
	const business = await requireBusiness(locals.sql);
	const span = spanOf(form.data, business.timeZone, booking);
	if ('field' in span) return setError(form, span.field, span.words);

	const { version, fieldworkerId, reason, notify, anyway } = form.data;
	const wanted = { bookingId: booking.id, fieldworkerId, ...span };
	const asked = [span.startsAt, span.endsAt, fieldworkerId].join(' ');
	if (anyway !== asked) {
		const warnings = sayPreview(await previewTime(locals.sql, wanted), business);
		const notes = clockNotes(form.data, business, booking);
		if (warnings.length + notes.length > 0) {
			const words = [...notes, ...warnings.map((warning) => warning.words)];
			const answer: Answer = { kind: 'warned', words, anyway: asked };
			return message<Answer, MoveForm, MoveForm>(form, answer, { status: 409 });
		}
	}
	const override = anyway === asked ? ({ override: true } as const) : {};
	const outcome = await move(locals.sql, {
		...wanted,
		expectedVersion: version,
		reason,
		actor: { kind: 'staff', staffId: staffOf(locals).id, notify, ...override }
	});
	if (outcome.result === 'moved') {
		const { startsAt, fieldworker } = outcome.booking;
		const words = `Moved to ${sayWhen(startsAt, business)}, with ${fieldworker.name}.`;
		return sayDone(form, words, outcome.booking);
	}
	const fieldworkers = await listFieldworkers(locals.sql);
	const fieldworkerName = fieldworkers.find(({ id }) => id === fieldworkerId)?.name ?? '';
	return sayNotDone(form, outcome, locals, { ...span, fieldworkerName });
}
