import type { Queryable } from '../database/connection.ts';

/** The steps of the guided start, in their order. */
export const STEPS = ['business', 'hours', 'fieldworker', 'service'] as const;
export type Step = (typeof STEPS)[number];

/** Which steps of the guided start are done. What is there counts, however it came there. */
export async function readSetupProgress(sql: Queryable): Promise<Record<Step, boolean>> {
	const [progress] = await sql<Record<Step, boolean>[]>`
		select
			exists (select from business) as business,
			exists (select from working_hours where fieldworker_id is null) as hours,
			exists (select from fieldworker) as fieldworker,
			exists (select from service) as service
	`;
	if (!progress) throw new Error('Whether Reslot is set up could not be read');
	return progress;
}

/** The first step that is not done; null when all of them are. */
export const nextStep = (progress: Record<Step, boolean>): Step | null =>
	STEPS.find((step) => !progress[step]) ?? null;
