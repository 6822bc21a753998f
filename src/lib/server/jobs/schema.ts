import { runMigrations } from 'graphile-worker';

/**
 * Brings the queue's own schema up to date. Every role needs it, as every write may add a job; safe
 * when several nodes start at once.
 */
export async function migrateJobs(url: string): Promise<void> {
	await runMigrations({ connectionString: url });
}
