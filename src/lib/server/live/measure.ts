import { Gauge, Histogram } from 'prom-client';
import type { Runtime } from '../runtime.ts';
import type { Server } from './server.ts';

/** What `/metrics` shows of the hub. Answers with what to call after each round. */
export function measure(
	{ metrics: { registry } }: Runtime,
	io: Server,
	rooms: () => number
): (seconds: number) => void {
	new Gauge({
		name: 'reslot_live_connections',
		help: 'Live connections that are open',
		registers: [registry],
		collect() {
			this.set(io.engine.clientsCount);
		}
	});
	new Gauge({
		name: 'reslot_live_days',
		help: 'Days of services that somebody watches',
		registers: [registry],
		collect() {
			this.set(rooms());
		}
	});
	const rounds = new Histogram({
		name: 'reslot_live_round_seconds',
		help: 'Duration of working out what changed, query included',
		buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
		registers: [registry]
	});
	return (seconds) => rounds.observe(seconds);
}
