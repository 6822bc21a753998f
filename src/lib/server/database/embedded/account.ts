import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartFault } from '../../start-fault.ts';

/** Whom Postgres runs as, in the form that `spawn` takes; empty: whoever runs this process. */
export type Account = { uid?: number; gid?: number };

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function idOf(user: string): Account | null {
	const id = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8', env: { PATH } });
	const uid = id('-u');
	const gid = id('-g');
	if (uid.status !== 0 || gid.status !== 0) return null;
	return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * Postgres refuses to run as root, so root hands it to another account: the owner of the data where
 * there is some, else the system's `postgres` user, made if it is missing.
 * @throws StartFault when there is no such user and none can be made
 */
export function postgresAccount(data: string): Account {
	if (process.getuid?.() !== 0) return {};
	const owner = statSync(data, { throwIfNoEntry: false });
	if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
	const known = idOf('postgres') ?? idOf('_postgres');
	if (known) return known;
	const options = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false'];
	spawnSync('/usr/sbin/useradd', [...options, 'postgres'], { env: { PATH } });
	const made = idOf('postgres');
	if (made) return made;
	throw new StartFault(
		'Postgres does not run as root, and a user "postgres" could not be made: start Reslot as an ordinary user, or set DATABASE_URL.'
	);
}

/** Whether the account can run the program and enter the folder, all parents included. */
export function canReach(account: Account, program: string, folder: string): boolean {
	if (account.uid === undefined) return true;
	const script = 'test -x "$1" && cd "$2"';
	const { status } = spawnSync('/bin/sh', ['-c', script, 'sh', program, folder], {
		...account,
		cwd: '/',
		stdio: 'ignore'
	});
	return status === 0;
}
