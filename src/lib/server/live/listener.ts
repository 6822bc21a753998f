import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../database/connection.ts';
import { within } from '../deadline.ts';
import type { Logger } from '../log.ts';

/** Milliseconds: the pause after the first lost connection, doubled up to the longest. */
const PAUSE = { first: 50, longest: 5_000 };
/** Milliseconds between signs of life, and how long one may take. */
const HEARTBEAT = { every: 10_000, limit: 5_000 };

type Hearing = {
	url: string;
	channels: readonly string[];
	log: Logger;
	/** Something was notified. */
	heard(channel: string, payload: string): void;
	/** It listens, or listens again: whatever happened before may not have been heard. */
	began(): void;
	/** It does not listen any more, and is trying to. */
	lost(): void;
};

export type Listener = {
	readonly listening: boolean;
	stop(): Promise<void>;
};

/**
 * Listens to Postgres on a connection of its own, and again whenever it was lost. postgres.js has
 * `listen` for that, but it gives up silently where a reconnection fails, and does not notice a
 * network that swallows packets; the heartbeat does.
 */
export function startListener(hearing: Hearing): Listener {
	const { log } = hearing;
	let listening = false;
	let stopping = false;
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));

	async function run(): Promise<void> {
		let pause = PAUSE.first;
		while (!stopping) {
			const connection = open(hearing, () => listening);
			try {
				await within(HEARTBEAT.limit, 'listening', connection.listen);
				listening = true;
				pause = PAUSE.first;
				hearing.began();
				await Promise.race([connection.lost, ended]);
			} catch (thrown) {
				log.warn({ err: thrown }, 'cannot listen to the database');
			}
			if (listening) {
				listening = false;
				if (!stopping) {
					log.warn('stopped hearing of changes; trying again');
					hearing.lost();
				}
			}
			await connection.close();
			if (!stopping) await Promise.race([sleep(pause, undefined, { ref: false }), ended]);
			pause = Math.min(pause * 2, PAUSE.longest);
		}
	}

	const running = run();
	return {
		get listening() {
			return listening;
		},
		async stop() {
			stopping = true;
			end();
			await running;
		}
	};
}

/** One connection that listens; `lost` resolves when it is gone or does not answer any more. */
function open({ url, channels, heard }: Hearing, isListening: () => boolean) {
	let gone = () => {};
	const lost = new Promise<void>((resolve) => (gone = resolve));
	const sql = connect(url, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		fetch_types: false,
		connect_timeout: 5,
		connection: { application_name: 'reslot listener' },
		onclose: () => gone(),
		onnotify: (channel, payload) => {
			if (isListening()) heard(channel, payload);
		}
	});
	const beat = setInterval(() => {
		within(HEARTBEAT.limit, 'the heartbeat', () => sql`select 1`).catch(() => gone());
	}, HEARTBEAT.every);
	return {
		lost,
		async listen() {
			for (const channel of channels) await sql`listen ${sql(channel)}`;
		},
		async close() {
			clearInterval(beat);
			await sql.end({ timeout: 1 }).catch(() => {});
		}
	};
}
