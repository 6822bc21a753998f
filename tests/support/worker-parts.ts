import { pino } from 'pino';
import { readConfig } from '../../src/lib/server/config.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { createMetrics } from '../../src/lib/server/metrics.ts';

/** What a worker needs of the runtime, silent, on the given database and with this environment. */
export function workerParts(
	{ sql, url }: { sql: Sql; url: string },
	environment: NodeJS.ProcessEnv = {}
) {
	return {
		config: readConfig(environment),
		databaseUrl: url,
		sql,
		log: pino({ level: 'silent' }),
		metrics: createMetrics(sql)
	};
}
