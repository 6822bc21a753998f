import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes that a process has, when its rubbish is collected. */
export type Memory = { heap: number; resident: number };

/** What this process has used up so far; milliseconds. */
export type Spent = { cpu: number; wall: number; queries: number };

export async function memory(): Promise<Memory> {
	for (let i = 0; i < 4; i++) {
		globalThis.gc?.();
		await sleep(100);
	}
	const { heapUsed, rss } = process.memoryUsage();
	return { heap: heapUsed, resident: rss };
}

export function spent(queries = 0): Spent {
	const { user, system } = process.cpuUsage();
	return { cpu: (user + system) / 1000, wall: performance.now(), queries };
}
