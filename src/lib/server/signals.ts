import { setTimeout as sleep } from 'node:timers/promises';
import type { Closers } from './closers.ts';
import type { Logger } from './log.ts';

/** npm passes Ctrl-C on although the terminal has sent it to us already: the two are one. */
const ONE_PRESS = 500;
/** Milliseconds for what must not be left behind when somebody is impatient. */
const IMPATIENT = 5_000;

/**
 * Ends the process in order on Ctrl-C, SIGTERM and a closed terminal; a second one ends it at once,
 * but never leaves an embedded Postgres behind. What nobody caught ends it too, with status 1: it
 * is in an unknown state, and whoever started it starts it again.
 */
export function endOnSignals(closers: Closers, log: Logger): void {
	let first = 0;
	const end = async (status: number) => {
		await closers.closeAll();
		process.exit(status);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (first === 0) {
				first = Date.now();
				void end(0);
			} else if (Date.now() - first > ONE_PRESS) {
				void Promise.race([closers.closeVital(), sleep(IMPATIENT)]).then(() => process.exit(130));
			}
		});
	}
	for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
		process.on(event, (thrown: unknown) => {
			log.fatal({ err: thrown }, event);
			void end(1);
		});
	}
	// A closed terminal takes stdout with it; that is no reason to stop half way through stopping.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
