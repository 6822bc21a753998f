// The node under test: what `npm start` has, without the pages. Its queries are counted.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClosers } from '../../../src/lib/server/closers.ts';
import { readConfig } from '../../../src/lib/server/config.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { readiness } from '../../../src/lib/server/health.ts';
import { startHub, type Hub } from '../../../src/lib/server/live/hub.ts';
import { createLog } from '../../../src/lib/server/log.ts';
import { createMetrics } from '../../../src/lib/server/metrics.ts';
import { eventually } from '../../support/eventually.ts';
import { memory, spent } from './cost.ts';
import { answer } from './program.ts';

let hub: Hub | undefined;
let queries = 0;

const abilities = {
	/** Starts, and answers with its port. */
	async open(databaseUrl: string): Promise<number> {
		const http = createServer((_, response) => response.writeHead(404).end());
		http.listen(0, '127.0.0.1');
		await once(http, 'listening');
		const { port } = http.address() as AddressInfo;
		const config = readConfig({ ORIGIN: `http://127.0.0.1:${port}`, LOG_LEVEL: 'error' });
		const sql = connect(databaseUrl, { debug: () => void queries++ });
		const log = createLog(config);
		const parts = { config, databaseUrl, sql, log, closers: createClosers(log) };
		const runtime = { ...parts, metrics: createMetrics(sql), checks: [] };
		hub = startHub(runtime, http);
		await eventually(
			() => readiness(runtime),
			({ ready }) => ready
		);
		return port;
	},
	connected: () => hub?.connections ?? 0,
	spent: () => spent(queries),
	memory
};
export type Node = typeof abilities;

answer(abilities);
