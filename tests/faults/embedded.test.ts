import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
	chmod,
	lstat,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	realpath,
	rm,
	writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { exclusively } from '../../src/lib/server/database/embedded/mutex.ts';
import { livePostmaster } from '../../src/lib/server/database/embedded/postmaster.ts';

const program = fileURLToPath(new URL('./programs/hold-postgres.ts', import.meta.url));
let folder: string;
let directory: string;
let children: ChildProcess[];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'reslot-embedded-'));
	// As root, Postgres is another account, and gets into this folder only when it may pass.
	await chmod(folder, 0o755);
	directory = join(folder, '.data', 'postgres');
	children = [];
});

afterEach(async () => {
	for (const child of children) child.kill('SIGKILL');
	// Whatever a test left running is taken over here, and ended.
	if (existsSync(directory)) await (await startEmbeddedPostgres({ directory })).stop();
	// An initdb whose starter was killed may still be writing.
	await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 250 });
});

const serving = () => livePostmaster(join(directory, 'data'));

/** Another process that uses the database; its address. */
async function another(place: string): Promise<{ child: ChildProcess; url: string }> {
	const child = spawn(process.execPath, [program, place], { stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	const [line] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, url: line.toString().trim() };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	const exit = once(child, 'exit');
	child.kill(signal);
	await exit;
}

async function answers(url: string): Promise<boolean> {
	const sql = connect(url, { max: 1 });
	const rows = await sql`select 1`.catch(() => []);
	await sql.end({ timeout: 1 });
	return rows.length === 1;
}

/** What there is beside the cluster, and the cluster. */
const made = () => readdir(join(folder, '.data'));

/** Kills a first start in the middle; false when it was already past that. */
async function cutOff(): Promise<boolean> {
	const child = spawn(process.execPath, [program, directory], { stdio: 'ignore' });
	children.push(child);
	const begun = async () => (await made().catch(() => [])).length;
	await expect.poll(begun, { interval: 5 }).toBeGreaterThan(0);
	await end(child, 'SIGKILL');
	return !existsSync(directory);
}

test('keeps what was written, and stops completely', async () => {
	const first = await startEmbeddedPostgres({ directory });
	const sql = connect(first.url, { max: 1 });
	await sql`create table kept (id int)`;
	await sql.end();
	await first.stop();
	expect(serving()).toBeNull();

	const second = await startEmbeddedPostgres({ directory });
	const again = connect(second.url, { max: 1 });
	expect(await again`select to_regclass('kept')::text as kept`).toEqual([{ kept: 'kept' }]);
	expect(await again`show fsync`).toEqual([{ fsync: 'on' }]);
	await again.end();
	await second.stop();
});

test('is shared by processes, and ended by the last of them', async () => {
	const [one, two] = await Promise.all([another(directory), another(directory)]);
	expect(one.url).toBe(two.url);
	await end(one.child, 'SIGTERM');
	expect(await answers(two.url)).toBe(true);
	await end(two.child, 'SIGTERM');
	expect(serving()).toBeNull();
});

test('a server that a killed process left running is taken over', async () => {
	const { child, url } = await another(directory);
	await end(child, 'SIGKILL');
	const postgres = await startEmbeddedPostgres({ directory });
	expect(postgres.url).toBe(url);
	// Until Postgres has noticed, the killed one counts as a user, and the server stays for it.
	const sql = connect(postgres.url, { max: 1 });
	const users = () => sql`select from pg_stat_activity where application_name = 'reslot lock'`;
	await expect.poll(users).toHaveLength(1);
	await sql.end();
	await postgres.stop();
	expect(serving()).toBeNull();
});

test('starts after everything was killed, also when the old number belongs to somebody else', async () => {
	const { child } = await another(directory);
	const server = serving()?.pid ?? 0;
	await end(child, 'SIGKILL');
	process.kill(server, 'SIGKILL');
	const pidFile = join(directory, 'data', 'postmaster.pid');
	const lines = (await readFile(pidFile, 'utf8')).split('\n');
	await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));

	const postgres = await startEmbeddedPostgres({ directory });
	expect(await answers(postgres.url)).toBe(true);
	await postgres.stop();
});

test('a first start that was cut off half way does no harm', async () => {
	for (let tries = 1; tries < 5 && !(await cutOff()); tries++) {
		// It had its cluster before the kill came.
		await (await startEmbeddedPostgres({ directory })).stop();
		await rm(directory, { recursive: true });
	}
	expect(existsSync(directory)).toBe(false);

	const postgres = await startEmbeddedPostgres({ directory });
	expect(await answers(postgres.url)).toBe(true);
	const whole = (await made()).filter((name) => !name.startsWith('postgres.new-'));
	expect(whole).toEqual(['postgres']);
	await postgres.stop();
});

test('what a start that was cut off left behind goes with the next one', async () => {
	await (await startEmbeddedPostgres({ directory })).stop();
	await mkdir(join(folder, '.data', 'postgres.new-aB3xY9', 'data'), { recursive: true });
	await (await startEmbeddedPostgres({ directory })).stop();
	expect(await made()).toEqual(['postgres']);
});

test('a server that dies while it is being stopped stays down', async () => {
	const postgres = await startEmbeddedPostgres({ directory });
	await exclusively(directory, async () => {
		process.kill(serving()!.pid, 'SIGKILL');
		await expect.poll(() => answers(postgres.url)).toBe(false);
		// Its user has noticed by then, and waits here to start it again.
		await sleep(1_000);
	});
	// Asked for at once, the stop comes before that.
	await postgres.stop();
	await sleep(2_000);
	expect(serving()).toBeNull();
});

test.runIf(process.getuid?.() === 0)(
	'a folder that only root may enter is left as it is',
	async () => {
		await chmod(folder, 0o700);
		const postgres = await startEmbeddedPostgres({ directory });
		expect(await answers(postgres.url)).toBe(true);
		await postgres.stop();
		const outside = await realpath(directory);
		expect(outside).toMatch(/^\/var\/lib\/reslot\//);
		expect((await lstat(folder)).mode & 0o777).toBe(0o700);

		const again = await startEmbeddedPostgres({ directory });
		expect(await realpath(directory)).toBe(outside);
		await again.stop();
		await rm(directory);
		await rm(outside, { recursive: true });
	}
);

test('the password is asked of everybody on this machine', async () => {
	const postgres = await startEmbeddedPostgres({ directory });
	const url = new URL(postgres.url);
	url.password = 'guess';
	expect(await answers(url.href)).toBe(false);
	await postgres.stop();
});

test('a throw-away server is gone after its process was killed', async () => {
	const { child, url } = await another('ephemeral');
	const sql = connect(url, { max: 1 });
	const [row] = await sql<{ data_directory: string }[]>`show data_directory`;
	await sql.end();
	await end(child, 'SIGKILL');
	await expect.poll(() => existsSync(row?.data_directory ?? '/'), { timeout: 30_000 }).toBe(false);
	expect(await answers(url)).toBe(false);
});
