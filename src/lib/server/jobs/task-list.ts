import { Logger as QueueLogger } from 'graphile-worker';
import type { JobHelpers, TaskList } from 'graphile-worker';
import { within } from '../deadline.ts';
import type { Runtime } from '../runtime.ts';
import type { Task } from './tasks.ts';

/** Our tasks in the queue's form: each with its deadline, measured and logged. */
export function taskList(
	tasks: Record<string, Task>,
	runtime: Pick<Runtime, 'config' | 'sql' | 'log' | 'metrics'>
): TaskList {
	const { log, metrics } = runtime;
	return Object.fromEntries(
		Object.entries(tasks).map(([name, task]) => [
			name,
			async (payload: unknown, { job }: JobHelpers) => {
				const stopClock = metrics.jobs.startTimer({ task: name });
				try {
					await within(task.limit, `the job ${name}`, () => task.run(payload, runtime));
					stopClock({ outcome: 'done' });
				} catch (thrown) {
					stopClock({ outcome: 'failed' });
					log.warn({ err: thrown, job: job.id, attempt: job.attempts }, `${name} failed`);
					throw thrown;
				}
			}
		])
	);
}

/** The queue's own log lines; failed jobs are left out, as `taskList` tells of them, safely. */
export function queueLogger({ log }: Pick<Runtime, 'log'>): QueueLogger {
	return new QueueLogger(() => (level, message, meta) => {
		if (meta?.failure) return;
		if (level === 'error') log.error({ err: meta?.error }, 'the queue met an error');
		else if (level === 'warning') log.warn(message);
		else log.debug(message);
	});
}
