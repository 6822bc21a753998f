import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { StartFault } from '../../start-fault.ts';
import { clusterUrl, makePassingCluster } from './cluster.ts';
import { freePort, openLog, serverArguments } from './launch.ts';
import { passingPlace } from './place.ts';
import { readyPostmaster } from './postmaster.ts';

const UNSAFE_BUT_QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * The shell holds the other end of a pipe to us: when we end, however we end, `cat` does too, and
 * server and folder go.
 */
const KEEPER = `
home=$1; shift
"$@" & server=$!
cat > /dev/null
kill -QUIT $server
wait $server
rm -rf "$home"`;

/** Starts a server for tests on a random port, which does not outlive this process. */
export async function startPassing(): Promise<{ url: string; stop(): Promise<void> }> {
	const place = passingPlace();
	makePassingCluster(place);
	const flags = UNSAFE_BUT_QUICK.flatMap((setting) => ['-c', setting]);
	const server = [
		join(place.bin, 'postgres'),
		...serverArguments(place, await freePort()),
		...flags
	];
	const log = openLog(place);
	const keeper = spawn('/bin/sh', ['-c', KEEPER, 'sh', place.home, ...server], {
		...place.account,
		detached: true,
		cwd: '/',
		env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
		stdio: ['pipe', log, log]
	});
	closeSync(log);
	keeper.unref();
	const pipe = keeper.stdin as Socket;
	pipe.unref();
	const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
	const stop = async () => {
		pipe.end();
		keeper.ref();
		await ended;
	};
	const postmaster = await readyPostmaster(join(place.home, 'data'), 30_000, () => true);
	if (!postmaster) {
		await stop();
		throw new StartFault('The throw-away Postgres did not start.');
	}
	return { url: clusterUrl(place, postmaster.port), stop };
}
