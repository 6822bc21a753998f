import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../faults/programs/work.ts', import.meta.url));

/** A worker that is killed and started over and over. */
export type MortalWorker = {
	/** How often it was killed. */
	readonly deaths: number;
	/** Kills it for good. */
	end(): Promise<void>;
};

/**
 * Starts a worker on a database, to be killed with kill -9 in the middle of what it does and started
 * again. How long it lives `until` answers, which a test ends by what has been done since: a slow
 * machine then sees as many deaths as a quick one. `reborn` is done before each life.
 */
export function startMortalWorker(
	url: string,
	{
		environment,
		until,
		reborn
	}: {
		environment: Record<string, string>;
		until: (ended: AbortSignal) => Promise<unknown>;
		reborn: () => Promise<unknown>;
	}
): MortalWorker {
	const ended = new AbortController();
	let deaths = 0;

	async function live(): Promise<void> {
		await reborn();
		const child = spawn(process.execPath, [program, url], {
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const gone = once(child, 'exit');
		await Promise.race([once(child.stdout, 'data'), gone]);
		await until(ended.signal);
		child.kill('SIGKILL');
		await gone;
		deaths += 1;
	}
	const lives = (async () => {
		while (!ended.signal.aborted) await live();
	})();
	return {
		get deaths() {
			return deaths;
		},
		async end() {
			ended.abort();
			await lives;
		}
	};
}
