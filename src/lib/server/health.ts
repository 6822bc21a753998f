import type { Sql } from './database/connection.ts';
import { within } from './deadline.ts';
import { countApplied } from './database/migrate.ts';
import type { Runtime } from './runtime.ts';

/** One thing that must work before a process may be given requests; throws when it does not. */
export type Check = { name: string; run(): Promise<void> };

/** Milliseconds that one check may take: the prober gives up soon after. */
const LIMIT = 2_000;

/** The database answers, and has at least the migrations that this version came with. */
export function databaseChecks(sql: Sql, migrations: number): Check[] {
	return [
		{
			name: 'database',
			run: async () => {
				await sql`select 1`;
			}
		},
		{
			name: 'migrations',
			run: async () => {
				const applied = await countApplied(sql);
				if (applied < migrations) throw new Error(`${applied} of ${migrations} are applied`);
			}
		}
	];
}

/** Runs all checks. A process that is shutting down is not ready, whatever they say. */
export async function readiness({
	checks,
	closers,
	log
}: Pick<Runtime, 'checks' | 'closers' | 'log'>): Promise<{
	ready: boolean;
	checks: Record<string, 'ok' | 'failing'>;
}> {
	const results = await Promise.all(
		checks.map(async ({ name, run }): Promise<[string, 'ok' | 'failing']> => {
			try {
				await within(LIMIT, `the check of ${name}`, run);
				return [name, 'ok'];
			} catch (thrown) {
				log.warn({ err: thrown }, `not ready: ${name}`);
				return [name, 'failing'];
			}
		})
	);
	const ready = !closers.closing && results.every(([, result]) => result === 'ok');
	return { ready, checks: Object.fromEntries(results) };
}
