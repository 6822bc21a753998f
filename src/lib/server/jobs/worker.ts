import { setTimeout as sleep } from 'node:timers/promises';
import { giveUpMail } from '../mail/queue.ts';
import { forgetProofs } from '../portal/forget-proofs.ts';
import { releaseOrphans } from './orphans.ts';
import { startRunner } from './runner.ts';
import type { Running, WorkerParts } from './runner.ts';

/** Milliseconds between looks for what dead workers and last attempts left behind. */
const SWEEP = 60_000;
/** Milliseconds before a runner that could not start, or ended by itself, is started again. */
const PAUSE = 1_000;

/** A worker that is running. */
export type Worker = {
	/** Takes no more jobs, gives the running ones some seconds, and lets go of the queue. */
	stop(): Promise<void>;
};

/**
 * Starts taking jobs from the queue, and starts again when the queue's runner gives up (it does so
 * when it cannot write a job's outcome down for a while). Jobs locked under an id whose lock nobody
 * holds are given back at the start and every minute, and mails without another attempt given up.
 * @throws when the database cannot be reached at the start
 */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
	const { sql, log } = parts;
	const stop = Promise.withResolvers<void>();
	let stopping = false;

	const supervise = async (first: Running) => {
		let running: Running | null = first;
		while (!stopping) {
			try {
				running ??= await startRunner(parts);
				await Promise.race([running.runner.promise, stop.promise]);
			} catch (thrown) {
				log.error({ err: thrown }, 'the worker ended');
			}
			// A runner whose start was under way when the worker was stopped ends here as well.
			if (stopping) await running?.runner.stop().catch(() => {});
			await running?.release();
			running = null;
			await Promise.race([sleep(PAUSE), stop.promise]);
		}
	};
	const sweep = async () => {
		try {
			const dead = await releaseOrphans(sql);
			if (dead.length > 0) log.warn({ workers: dead }, 'gave back the jobs of dead workers');
			const mails = await giveUpMail(sql);
			if (mails > 0) log.warn({ mails }, 'gave up mails; the Email log has the reasons');
			await forgetProofs(sql);
		} catch (thrown) {
			log.warn({ err: thrown }, 'could not look for abandoned jobs and mails');
		}
	};
	const supervision = supervise(await startRunner(parts));
	void sweep();
	const sweeps = setInterval(() => void sweep(), SWEEP);

	return {
		async stop() {
			stopping = true;
			stop.resolve();
			clearInterval(sweeps);
			await supervision;
		}
	};
}
