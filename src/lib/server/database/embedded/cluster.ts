import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartFault } from '../../start-fault.ts';
import type { Place } from './place.ts';

/** The major version that the package brings; another one's data needs an upgrade by hand. */
const MAJOR = '18';

function initialise(place: Place, home: string, flags: string[]): void {
	const password = join(home, 'password');
	writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
	const { uid, gid } = place.account;
	if (uid !== undefined) {
		chownSync(home, uid, gid ?? uid);
		chownSync(password, uid, gid ?? uid);
	}
	const { status, stderr } = spawnSync(
		join(place.bin, 'initdb'),
		[
			...['--pgdata', join(home, 'data'), '--username', 'reslot', '--pwfile', password],
			// Other people on this machine reach the port too: only the password opens it.
			...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', ...flags]
		],
		{ ...place.account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' }
	);
	if (status !== 0) throw new StartFault(`The embedded Postgres was not set up: ${stderr?.trim()}`);
}

function removeHalves(home: string): void {
	for (const name of readdirSync(dirname(home))) {
		if (!name.startsWith(`${basename(home)}.new-`)) continue;
		try {
			rmSync(join(dirname(home), name), { recursive: true, force: true });
		} catch {
			// Still being written to; the next start removes it.
		}
	}
}

/**
 * Makes the cluster in `place.home` unless it is there. The work is done in a folder beside it that
 * is renamed at the end, so one that was interrupted half way is never taken for a cluster.
 */
export function ensureCluster(place: Place): void {
	const version = join(place.home, 'data', 'PG_VERSION');
	removeHalves(place.home);
	if (!existsSync(version)) {
		// A name of its own: the initdb of a process that was killed may still be writing to its half.
		const half = mkdtempSync(`${place.home}.new-`);
		initialise(place, half, []);
		renameSync(half, place.home);
	}
	const major = readFileSync(version, 'utf8').trim();
	if (major !== MAJOR) {
		throw new StartFault(
			`${place.home} was made by Postgres ${major}, and the embedded one is ${MAJOR}: dump it with ${major}, or set DATABASE_URL.`
		);
	}
}

/** A cluster that is thrown away need not survive a power cut. */
export function makePassingCluster(place: Place): void {
	initialise(place, place.home, ['--no-sync']);
}

/** The address of the `postgres` database on that port. */
export function clusterUrl(place: Place, port: number): string {
	const password = readFileSync(join(place.home, 'password'), 'utf8').trim();
	return `postgres://reslot:${password}@127.0.0.1:${port}/postgres`;
}
