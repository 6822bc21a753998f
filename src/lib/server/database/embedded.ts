import { join, resolve } from 'node:path';
import { StartFault } from '../start-fault.ts';
import { within } from '../deadline.ts';
import { clusterUrl, ensureCluster } from './embedded/cluster.ts';
import { raise } from './embedded/launch.ts';
import { exclusively } from './embedded/mutex.ts';
import { startPassing } from './embedded/passing.ts';
import { lastingPlace } from './embedded/place.ts';
import { endPostmaster } from './embedded/postmaster.ts';
import { holdLock } from './session-lock.ts';

const IN_USE = 'the embedded Postgres is in use';

export type EmbeddedPostgres = {
	/** A `postgres://` address on 127.0.0.1, password included. */
	url: string;
	/** Ends the server, unless another process still uses it. */
	stop(): Promise<void>;
};

/**
 * Starts the Postgres that comes with the npm packages, with its data in `directory`, or joins the
 * one that already serves that data: every process that uses it holds a lock in it, and the last
 * one to stop ends it. A server left behind by a killed process is taken over, and one that dies
 * is started again on its port.
 *
 * With `ephemeral` the data is a temporary folder, nothing is synced to disk, and all of it goes
 * with this process; `directory` is not used.
 * @throws StartFault
 */
export async function startEmbeddedPostgres(
	options: { directory: string; ephemeral?: false } | { ephemeral: true }
): Promise<EmbeddedPostgres> {
	if (options.ephemeral) return startPassing();
	const directory = resolve(options.directory);
	return exclusively(directory, async () => {
		const place = lastingPlace(directory);
		try {
			ensureCluster(place);
		} catch (thrown) {
			if ((thrown as NodeJS.ErrnoException).code !== 'EACCES') throw thrown;
			throw new StartFault(`${place.home} belongs to another user: start Reslot as that one.`);
		}
		const port = await raise(place);
		const url = clusterUrl(place, port);
		let stopped = false;
		const lock = await holdLock(url, IN_USE, () =>
			exclusively(directory, async () => {
				// Whoever waited here while we stopped would start a server that nobody ends.
				if (!stopped) await raise(place, port);
			})
		);
		const stop = () =>
			exclusively(directory, async () => {
				stopped = true;
				// A server that no longer answers has no other user either.
				const last = await within(3_000, 'the last look at Postgres', lock.alone).catch(() => true);
				await lock.release();
				if (last) await endPostmaster(join(place.home, 'data'));
			});
		return { url, stop };
	});
}
