import type { Closers } from './closers.ts';
import type { Config } from './config.ts';
import type { Sql } from './database/connection.ts';
import type { Check } from './health.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What exists once in a process, whoever asks for it. */
export type Runtime = {
	config: Config;
	/** The database's address, also when it is the embedded one; it holds a password. */
	databaseUrl: string;
	sql: Sql;
	log: Logger;
	metrics: Metrics;
	/** What `/readyz` asks; parts that start later add theirs. */
	checks: Check[];
	/** What ends with the process; parts that start later add theirs. */
	closers: Closers;
};

const KEY = Symbol.for('reslot');
const holder = globalThis as { [KEY]?: Runtime };

/** Makes the process's runtime known. */
export function setRuntime(runtime: Runtime): void {
	holder[KEY] = runtime;
}

/** Whether this process has a runtime already. */
export function hasRuntime(): boolean {
	return holder[KEY] !== undefined;
}

/**
 * The process's runtime. SvelteKit's bundle and the server that Node runs each have their own copy
 * of every module, so it cannot live in a module: it is a property of the global object.
 * @throws Error when nothing was started
 */
export function runtime(): Runtime {
	const found = holder[KEY];
	if (!found) throw new Error('Reslot was not started: run src/server.ts or the dev server');
	return found;
}
