import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Sql } from './database/connection.ts';

export type Metrics = {
	registry: Registry;
	/** Seconds per HTTP request. No paths: they are many, and some are secret. */
	requests: Histogram<'method' | 'status'>;
	/** Seconds per job. */
	jobs: Histogram<'task' | 'outcome'>;
};

/** What `/metrics` shows of this process, and of the queue that all processes share. */
export function createMetrics(sql: Sql): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const requests = new Histogram({
		name: 'reslot_http_request_seconds',
		help: 'Duration of HTTP requests',
		labelNames: ['method', 'status'],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers: [registry]
	});
	const jobs = new Histogram({
		name: 'reslot_job_seconds',
		help: 'Duration of jobs',
		labelNames: ['task', 'outcome'],
		buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30],
		registers: [registry]
	});
	new Gauge({
		name: 'reslot_jobs_due',
		help: 'Jobs whose time has come and that nobody has taken',
		registers: [registry],
		async collect() {
			const [row] = await sql<{ count: number }[]>`
				select count(*)
				from graphile_worker.jobs
				where run_at <= now()
					and locked_at is null
					and attempts < max_attempts
			`;
			this.set(row?.count ?? 0);
		}
	});
	return { registry, requests, jobs };
}
