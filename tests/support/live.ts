import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach } from 'vitest';
import type {
	Events,
	HoldAnswer,
	Requests,
	WatchAnswer,
	Who
} from '../../src/lib/live/messages.ts';
import { LIVE_PATH } from '../../src/lib/live/path.ts';
import { createClosers } from '../../src/lib/server/closers.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { connect } from '../../src/lib/server/database/connection.ts';
import { readiness } from '../../src/lib/server/health.ts';
import { startHub } from '../../src/lib/server/live/hub.ts';
import { createLog } from '../../src/lib/server/log.ts';
import { createMetrics } from '../../src/lib/server/metrics.ts';

/** A web node's live part: what `npm start` has, without the pages. */
export type LiveNode = {
	origin: string;
	ready(): Promise<boolean>;
	/** A number of `/metrics`. */
	metric(name: string): Promise<number>;
	stop(): Promise<void>;
};

/** Starts a live hub on a free port, and waits until it hears of changes. */
export async function startNode(
	url: string,
	environment: Record<string, string> = {}
): Promise<LiveNode> {
	const http = createServer((_, response) => response.writeHead(404).end());
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	const { port } = http.address() as AddressInfo;
	const origin = `http://localhost:${port}`;
	const config = readConfig({ ORIGIN: origin, LOG_LEVEL: 'silent', ...environment });
	const sql = connect(url);
	const log = createLog(config);
	const closers = createClosers(log);
	closers.add({ name: 'the pool', close: () => sql.end({ timeout: 1 }), limit: 2_000 });
	const node = {
		...{ config, databaseUrl: url, sql, log, closers },
		...{ metrics: createMetrics(sql), checks: [] }
	};
	startHub(node, http);
	const ready = async () => (await readiness(node)).ready;
	while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 5));
	return {
		origin,
		ready,
		async metric(name) {
			const { values } = await node.metrics.registry.getSingleMetric(name)!.get();
			return values[0]!.value;
		},
		async stop() {
			await closers.closeAll();
			http.closeAllConnections();
			http.close();
		}
	};
}

export type LiveClient = Socket<Events, Requests>;

/** Milliseconds after which something that should have happened has not. */
export const LIMIT = 30_000;

const open = new Set<LiveClient>();
afterEach(() => {
	for (const client of open) client.disconnect();
	open.clear();
});

/** Connects as a browser on a page of ours would; headers and transports can be other ones. */
export function client(
	origin: string,
	who: Who,
	options: {
		headers?: Record<string, string>;
		transports?: ('websocket' | 'polling')[];
		/** Of the page. */
		language?: string;
	} = {}
): LiveClient {
	const socket: LiveClient = io(origin, {
		path: LIVE_PATH,
		transports: options.transports ?? ['websocket'],
		auth: who,
		...(options.language && { query: { language: options.language } }),
		extraHeaders: { origin, ...options.headers },
		forceNew: true,
		reconnection: false
	});
	open.add(socket);
	return socket;
}

export const watch = (
	socket: LiveClient,
	request: Parameters<Requests['watch']>[0]
): Promise<WatchAnswer> => socket.timeout(LIMIT).emitWithAck('watch', request);

export const hold = (
	socket: LiveClient,
	request: Parameters<Requests['hold']>[0]
): Promise<HoldAnswer> => socket.timeout(LIMIT).emitWithAck('hold', request);

/** The next event of a kind that is as it should be. */
export function next<Name extends keyof Events>(
	socket: LiveClient,
	name: Name,
	fits: (...said: Parameters<Events[Name]>) => boolean = () => true
): Promise<Parameters<Events[Name]>> {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => {
			socket.off(name, hear as never);
			reject(new Error(`No fitting "${name}" in time`));
		}, LIMIT);
		function hear(...said: Parameters<Events[Name]>) {
			if (!fits(...said)) return;
			clearTimeout(late);
			socket.off(name, hear as never);
			resolve(said);
		}
		socket.on(name, hear as never);
	});
}
