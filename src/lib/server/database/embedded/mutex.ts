import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFault } from '../../start-fault.ts';

/** Milliseconds after which the other process is taken to be stuck. */
const PATIENCE = 180_000;

/** On Linux a name outside the file system: gone with its process, so it is never stale. */
function address(name: string): string {
	const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
	return process.platform === 'linux' ? `\0reslot-${hash}` : join(tmpdir(), `reslot-${hash}.sock`);
}

function listen(path: string): Promise<(() => Promise<void>) | null> {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => socket.destroy());
		server.unref();
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' ? resolve(null) : reject(error)
		);
		server.listen(path, () => resolve(() => new Promise((done) => server.close(() => done()))));
	});
}

/** A socket file whose process is dead refuses connections; it may go. */
async function clearStale(path: string): Promise<void> {
	if (path.startsWith('\0')) return;
	const refused = await new Promise<boolean>((resolve) => {
		const socket = createConnection(path, () => resolve(false));
		socket.once('error', () => resolve(true));
		socket.once('close', () => socket.destroy());
	});
	if (refused) await rm(path, { force: true });
}

/**
 * Runs `work` while no other process on this machine runs work of the same name. The mutex is a
 * listening socket, so a killed process leaves none behind, unlike a lock file.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
	const path = address(name);
	const until = Date.now() + PATIENCE;
	for (;;) {
		const release = await listen(path);
		if (release) {
			try {
				return await work();
			} finally {
				await release();
			}
		}
		if (Date.now() > until)
			throw new StartFault(`Another Reslot process is stuck starting ${name}.`);
		await clearStale(path);
		await sleep(50);
	}
}
