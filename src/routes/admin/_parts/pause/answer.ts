import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { readHeld, type Held } from '$lib/server/mail/held';
import { pauseMail, type PauseScope } from '$lib/server/mail/pause';
import { readSent } from '../../../(portal)/sent';
import { staffOf, type Asking } from '../booking/read';
import { sayStillHeld } from './words';

const pauseForm = z.object({ pause: z.enum(['yes', 'no']) });

/** What came of it, in words, for PauseForm; `waits`: there is still mail that waits. */
const said = (pausing: string, waits = false) => ({ pausing, waits });

/** Pauses mail, or resumes it, as a form of PauseForm asks. */
export async function answerPause(asking: Asking, scope: PauseScope, request: Request) {
	const asked = pauseForm.safeParse(Object.fromEntries(await readSent(request)));
	if (!asked.success) return fail(400, said('It is not clear whether to pause or to resume.'));
	const paused = asked.data.pause === 'yes';
	const outcome = await pauseMail(asking.sql, { scope, paused, by: staffOf(asking) });
	switch (outcome.result) {
		case 'paused':
			return said('Paused. What is written from now on waits.');
		case 'resumed':
			return sayResumed(outcome.released, await readHeld(asking.sql, scope));
		case 'unchanged':
			return said(paused ? 'It was paused already.' : 'It was not paused any more.');
		case 'not_found':
			return fail(404, said('They are not there any more, so there is no email to pause.'));
	}
}

function sayResumed(released: number, held: Held) {
	const waits = held.waiting > 0;
	const emails = released === 1 ? '1 email that waited goes' : `${released} emails that waited go`;
	const words = [
		'Resumed.',
		...(released > 0 ? [`${emails} out now, as far as what they say is still true.`] : []),
		...(waits ? [sayStillHeld(held)] : []),
		...(released === 0 && !waits ? ['Email goes out again.'] : [])
	];
	return said(words.join(' '), waits);
}
