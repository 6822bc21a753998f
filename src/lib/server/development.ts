import type { Server as HttpServer } from 'node:http';
import type { ServerOptions, ViteDevServer } from 'vite';
import { createClosers } from './closers.ts';
import { processConfig } from './config.ts';
import type { Config } from './config.ts';
import { startHub, type Hub } from './live/hub.ts';
import { createLog } from './log.ts';
import { startProcessWorker, startRuntime } from './process.ts';
import { hasRuntime } from './runtime.ts';
import { setupWelcome } from './setup/welcome.ts';
import { endOnSignals } from './signals.ts';
import { explain } from './start-fault.ts';

function fail(thrown: unknown): never {
	process.stderr.write(`${explain(thrown)}\n`);
	process.exit(1);
}

function readOrEnd(): Config {
	try {
		return processConfig();
	} catch (thrown) {
		return fail(thrown);
	}
}

/** The dev server's settings: the address of the production process, so that ORIGIN holds. */
export function developmentServer(): ServerOptions {
	const { port, host } = readOrEnd();
	return {
		port,
		host: host === '127.0.0.1' ? 'localhost' : host,
		strictPort: true,
		// Postgres writes all the time.
		watch: { ignored: ['**/.data/**', '**/build/**'] }
	};
}

let live: Hub | undefined;

/**
 * Gives the dev server what the production process has: the same database, a worker, and live
 * connections. Once per process, as Vite makes a new dev server whenever its configuration changes:
 * that one only gets the live connections.
 * @param root the project's folder
 */
export async function startDevelopment(root: string, vite: ViteDevServer): Promise<void> {
	const http = vite.httpServer as HttpServer;
	if (hasRuntime()) {
		live?.attach(http);
		return;
	}
	const config = readOrEnd();
	const log = createLog(config);
	const closers = createClosers(log);
	// Vite's own handler would end the process before Postgres has stopped.
	process.removeAllListeners('SIGTERM');
	endOnSignals(closers, log);
	try {
		const runtime = await startRuntime({ config, log, closers, root });
		await startProcessWorker(runtime);
		live = startHub(runtime, http);
		const words = config.databaseUrl && (await setupWelcome(runtime.sql, config.origin));
		if (words) process.stdout.write(`${words}\n`);
	} catch (thrown) {
		await closers.closeAll();
		fail(thrown);
	}
}
