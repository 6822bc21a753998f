import { fileURLToPath } from 'node:url';
import { ensureBuild } from './lib/server/build.ts';
import { createClosers } from './lib/server/closers.ts';
import { processConfig } from './lib/server/config.ts';
import type { Config } from './lib/server/config.ts';
import { demoWelcome } from './lib/server/database/demo/welcome.ts';
import { within } from './lib/server/deadline.ts';
import { checkPort, listen } from './lib/server/http/listen.ts';
import { startHub } from './lib/server/live/hub.ts';
import { createLog } from './lib/server/log.ts';
import { startProcessWorker, startRuntime } from './lib/server/process.ts';
import type { Runtime } from './lib/server/runtime.ts';
import { setupWelcome } from './lib/server/setup/welcome.ts';
import { endOnSignals } from './lib/server/signals.ts';
import { explain } from './lib/server/start-fault.ts';

/** An address that only this machine can open. */
const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/;

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

const fail = (thrown: unknown) => process.stderr.write(`${explain(thrown)}\n`);

async function serve(runtime: Runtime): Promise<void> {
	const { config } = runtime;
	// SvelteKit's handler reads its settings when it is imported.
	process.env.ORIGIN = config.origin;
	// A logo and the form around it.
	process.env.BODY_SIZE_LIMIT = '2M';
	const path = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = await import(path);
	const server = await listen(runtime, (request, response) =>
		handler(request, response, () => response.writeHead(404).end())
	);
	const { listening } = startHub(runtime, server);
	// Ready is what is said to be running; if it takes longer, /readyz says so.
	await within(2_000, 'listening', () => listening).catch(() => {});
}

async function welcome({ config, sql }: Runtime): Promise<void> {
	const { origin, databaseUrl, mailgun } = config;
	const words = await (databaseUrl ? setupWelcome(sql, origin) : demoWelcome(sql, origin));
	say(`\nReslot is running at ${origin}\n${words ? `\n${words}\n` : ''}`);
	if (mailgun && LOCAL.test(origin)) {
		say(
			`Mind: the links in mail lead to ${origin}. Set ORIGIN to the address that customers open.`
		);
	}
}

async function start(config: Config): Promise<void> {
	const log = createLog(config);
	const closers = createClosers(log);
	endOnSignals(closers, log);
	const web = config.role !== 'worker';
	try {
		if (web) await checkPort(config);
		const [runtime] = await Promise.all([
			startRuntime({ config, log, closers, root }),
			web ? ensureBuild(root, say) : undefined
		]);
		if (config.role !== 'web') await startProcessWorker(runtime);
		if (web) await serve(runtime);
		if (web) await welcome(runtime);
		else say('Reslot is running as a worker');
	} catch (thrown) {
		// Whoever ended us half way knows why we did not start.
		if (!closers.closing) fail(thrown);
		await closers.closeAll();
		process.exit(1);
	}
}

try {
	process.chdir(root);
	await start(processConfig());
} catch (thrown) {
	fail(thrown);
	process.exitCode = 1;
}
