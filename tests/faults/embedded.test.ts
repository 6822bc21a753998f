import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
	chmod,
	lstat,
	mkdtemp,
	readdir,
	readFile,
	realpath,
	rm,
	writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
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
	await rm(folder, { recursive: true });
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
	const child = spawn(process.execPath, [program, directory], { stdio: 'ignore' });
	children.push(child);
	const half = async () => (await readdir(join(folder, '.data')).catch(() => [])).join();
	await expect.poll(half, { interval: 5, timeout: 20_000 }).toMatch(/^postgres\.new-/);
	await end(child, 'SIGKILL');
	expect(existsSync(directory)).toBe(false);

	const postgres = await startEmbeddedPostgres({ directory });
	expect(await answers(postgres.url)).toBe(true);
	expect(await readdir(join(folder, '.data'))).toEqual(['postgres']);
	await postgres.stop();
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
	await expect.poll(() => existsSync(row?.data_directory ?? '/'), { timeout: 10_000 }).toBe(false);
	expect(await answers(url)).toBe(false);
});
