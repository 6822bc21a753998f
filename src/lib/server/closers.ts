import { within } from './deadline.ts';
import type { Logger } from './log.ts';

type Closer = {
	/** What is closed, for the log. */
	name: string;
	close(): Promise<void>;
	/** Milliseconds before the rest goes on without it. */
	limit: number;
	/** Must not be left behind even by an impatient end. Its `close` must bear being called twice. */
	vital?: true;
};

export type Closers = {
	/** To be closed when the process ends: last added, first closed. */
	add(closer: Closer): void;
	/** Closes everything, once; a closer that fails or hangs is logged and passed over. */
	closeAll(): Promise<void>;
	/** Closes only what is vital, without waiting for the rest. */
	closeVital(): Promise<void>;
	/** Whether the end has begun. */
	readonly closing: boolean;
};

/** The list of what a process has to close, in the order in which it was opened. */
export function createClosers(log: Logger): Closers {
	const list: Closer[] = [];
	let all: Promise<void> | undefined;
	let closing = false;

	async function close(closers: Closer[]): Promise<void> {
		for (const { name, close, limit } of closers) {
			await within(limit, `closing ${name}`, close).catch((thrown) =>
				log.warn({ err: thrown }, `closing ${name} failed`)
			);
		}
	}

	return {
		add: (closer) => void list.push(closer),
		closeAll() {
			// Before the first of them is closed, which may ask.
			closing = true;
			return (all ??= close(list.toReversed()));
		},
		closeVital: () => close(list.toReversed().filter((closer) => closer.vital)),
		get closing() {
			return closing;
		}
	};
}
