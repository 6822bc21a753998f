import { error } from '@sveltejs/kit';
import { message, type SuperValidated } from 'sveltekit-superforms';
import type { Booking } from '$lib/server/bookings/find';
import { compareVersions } from '../../_parts/booking/compare';
import type { Asking } from '../../_parts/booking/read';
import type { Answer } from '../../_parts/booking/schema';
import type { Mine } from '../../_parts/booking/versions';

type Outcome =
	| { result: 'not_found' }
	| { result: 'refused' | 'taken'; words: string }
	| { result: 'changed'; booking: Booking };

/** Answers a form whose wish was not done: what was typed stays in it. */
export async function sayNotDone<T extends { version: number }>(
	form: SuperValidated<T, Answer>,
	outcome: Outcome,
	asking: Asking,
	mine: Mine = {}
) {
	switch (outcome.result) {
		case 'not_found':
			return error(404, 'There is no booking with this number.');
		case 'changed': {
			const { version } = form.data;
			const versions = await compareVersions(asking, outcome.booking, version, mine);
			// Both versions are shown now: what is sent next is meant for the present one.
			form.data.version = outcome.booking.version;
			return message<Answer, T, T>(form, { kind: 'changed', versions }, { status: 409 });
		}
		default:
			return message<Answer, T, T>(
				form,
				{ kind: 'refused', words: outcome.words },
				{ status: 409 }
			);
	}
}

/** Answers a form whose wish was done. */
export function sayDone<T extends Record<string, unknown>>(
	form: SuperValidated<T, Answer>,
	words: string,
	{ version }: { version: number }
) {
	return message<Answer, T, T>(form, { kind: 'done', words, version });
}
