import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../../start-fault.ts';
import type { Place } from './place.ts';
import { livePostmaster, readyPostmaster } from './postmaster.ts';

/** Recovery after a crash replays the log, which may take a while. */
const RECOVERY = 120_000;
const LOG_LIMIT = 5_000_000;
/**
 * What keeps a server from starting but passes: a port that somebody was quicker to take, and
 * backends of a killed server, which hold the data until they notice.
 */
const PASSING = /could not create any TCP\/IP sockets|shared memory|is another post/i;
const PATIENCE = 20_000;

/** Arguments that every server of ours gets. */
export function serverArguments(place: Place, port: number): string[] {
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		max_connections: 200,
		timezone: 'UTC',
		jit: 'off',
		// The log must not keep what people typed.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse'
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return ['-D', join(place.home, 'data'), '-p', String(port), ...flags];
}

/** A port that nobody listens on now; the start is tried again should somebody be quicker. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

/** Opens the server's log for it. A file and not a pipe: the server may outlive this process. */
export function openLog(place: Place): number {
	const path = join(place.home, 'log');
	const large = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT;
	const log = openSync(path, large ? 'w' : 'a', 0o600);
	if (place.account.uid !== undefined) {
		fchownSync(log, place.account.uid, place.account.gid ?? place.account.uid);
	}
	return log;
}

function lastWords(place: Place): string {
	const lines = readFileSync(join(place.home, 'log'), 'utf8').trimEnd().split('\n');
	return lines.findLast((line) => /FATAL|PANIC|ERROR|error/.test(line)) ?? lines.at(-1) ?? '';
}

/** Starts a server and answers its port, or null when it ended at once. */
async function launch(place: Place, port: number): Promise<number | null> {
	const data = join(place.home, 'data');
	// Nobody serves this data (see `raise`), so the file is stale whatever its number means today.
	rmSync(join(data, 'postmaster.pid'), { force: true });
	const log = openLog(place);
	// A session of its own: Ctrl-C in the terminal is for us, and we stop the server when we are done.
	const child = spawn(join(place.bin, 'postgres'), serverArguments(place, port), {
		...place.account,
		detached: true,
		cwd: '/',
		env: { LC_ALL: 'C', TZ: 'UTC' },
		stdio: ['ignore', log, log]
	});
	closeSync(log);
	child.unref();
	let running = true;
	child.once('exit', () => (running = false));
	child.once('error', () => (running = false));
	const postmaster = await readyPostmaster(data, RECOVERY, () => running);
	return postmaster?.port ?? null;
}

/**
 * Answers the port of a running server: one that an earlier or another process left running, or a
 * new one. Call it `exclusively`: it removes a stale `postmaster.pid`, which must not race.
 */
export async function raise(place: Place, wantedPort?: number): Promise<number> {
	const data = join(place.home, 'data');
	const until = Date.now() + PATIENCE;
	do {
		if (livePostmaster(data)) {
			const found = await readyPostmaster(data, RECOVERY, () => livePostmaster(data) !== null);
			if (found) return found.port;
		}
		const port = await launch(place, wantedPort ?? (await freePort()));
		if (port !== null) return port;
		await sleep(250);
	} while (Date.now() < until && PASSING.test(lastWords(place)));
	throw new StartFault(`The embedded Postgres did not start: ${lastWords(place)}`);
}
