import { redirect } from '@sveltejs/kit';
import { readBusiness } from '$lib/server/settings/business';
import { nextStep, readSetupProgress, STEPS, type Step } from '$lib/server/setup/progress';

/**
 * What every step of the guided start shows. Whoever is too far ahead is led back to what comes
 * first, and once everything is done to the board.
 */
export async function readStep(sql: App.Locals['sql'], step: Step) {
	const [progress, business] = await Promise.all([readSetupProgress(sql), readBusiness(sql)]);
	const next = nextStep(progress);
	if (next === null) redirect(303, '/admin');
	if (STEPS.indexOf(next) < STEPS.indexOf(step)) redirect(303, `/setup/${next}`);
	return { progress, business, done: progress[step] };
}

/** Leads on to what comes after a step: the next that is to be done, or the board. */
export function leadOn(step: Step): never {
	const next = STEPS[STEPS.indexOf(step) + 1];
	redirect(303, next ? `/setup/${next}` : '/admin');
}
