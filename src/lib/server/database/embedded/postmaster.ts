import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A live server as its own `postmaster.pid` describes it. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * Whether the process is a Postgres on this data. After a crash the number in `postmaster.pid` may
 * belong to anything, and Postgres itself would then refuse to start. Its working directory tells,
 * even when the folder was renamed since; a zombie has none.
 */
function servesData(pid: number, data: string): boolean {
	if (existsSync('/proc/self')) {
		try {
			const cwd = statSync(`/proc/${pid}/cwd`);
			const own = statSync(data);
			return cwd.ino === own.ino && cwd.dev === own.dev;
		} catch {
			return false;
		}
	}
	const ps = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
	return ps.stdout.includes('postgres');
}

/** What `postmaster.pid` says, or null when there is none or its server is gone. */
export function livePostmaster(data: string): Postmaster | null {
	let lines: string[];
	try {
		lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return null;
	}
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0 || !servesData(pid, data)) return null;
	return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Waits until the server takes connections; null when it ended or the time did. */
export async function readyPostmaster(
	data: string,
	milliseconds: number,
	alive: () => boolean
): Promise<Postmaster | null> {
	const until = Date.now() + milliseconds;
	while (Date.now() < until) {
		const postmaster = livePostmaster(data);
		if (postmaster?.ready) return postmaster;
		if (!alive()) return null;
		await sleep(15);
	}
	return null;
}

async function gone(data: string, milliseconds: number): Promise<boolean> {
	const until = Date.now() + milliseconds;
	while (Date.now() < until) {
		if (!livePostmaster(data)) return true;
		await sleep(15);
	}
	return false;
}

function signal(data: string, name: NodeJS.Signals): void {
	const postmaster = livePostmaster(data);
	if (!postmaster) return;
	try {
		process.kill(postmaster.pid, name);
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
	}
}

/**
 * Ends the server: Postgres's "fast" way, which loses nothing; if that takes too long, the
 * "immediate" one, after which the next start recovers from the log.
 */
export async function endPostmaster(data: string): Promise<void> {
	signal(data, 'SIGINT');
	if (await gone(data, 8_000)) return;
	signal(data, 'SIGQUIT');
	await gone(data, 8_000);
}
