import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './database/embedded/mutex.ts';
import { StartFault } from './start-fault.ts';

/** What the bundle is made of. Folders count too: their time tells of files that were removed. */
const SOURCES = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];

function newest(path: string): number {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return 0;
	if (!stat.isDirectory()) return stat.mtimeMs;
	return readdirSync(path).reduce(
		(time, name) => Math.max(time, newest(join(path, name))),
		stat.mtimeMs
	);
}

function runVite(root: string, vite: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [vite, 'build'], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
		}
		child.once('error', reject);
		child.once('exit', (code) => {
			if (code === 0) resolve();
			else reject(new StartFault(`The pages could not be built:\n${output.trimEnd()}`));
		});
	});
}

/**
 * Builds the pages when there is no build, or an older one than the sources. Without sources or
 * without Vite (an installation that was built elsewhere) the build that is there serves.
 * @throws StartFault
 */
export async function ensureBuild(root: string, say: (line: string) => void): Promise<void> {
	const handler = join(root, 'build', 'handler.js');
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const stale = () => {
		const built = statSync(handler, { throwIfNoEntry: false })?.mtimeMs ?? 0;
		return SOURCES.some((source) => newest(join(root, source)) > built);
	};
	if (!existsSync(join(root, 'src', 'routes')) || !existsSync(vite)) {
		if (existsSync(handler)) return;
		throw new StartFault('There is no build, and no Vite to make one: run npm ci.');
	}
	if (!stale()) return;
	await exclusively(join(root, 'build'), async () => {
		if (!stale()) return;
		say('Building the pages …');
		const started = new Date();
		await runVite(root, vite);
		// What was saved during the build is newer than the build.
		utimesSync(handler, started, started);
	});
}
