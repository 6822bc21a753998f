import { setTimeout as sleep } from 'node:timers/promises';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import type { Dice } from '../../src/lib/server/database/demo/random.ts';
import { holdForBooking } from '../../src/lib/server/holds/hold-for-booking.ts';
import { release } from '../../src/lib/server/holds/release.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { unblock } from '../../src/lib/server/occupancy/unblock.ts';
import type { Actor } from '../../src/lib/server/bookings/actor.ts';
import type { Shop } from './shop.ts';

const STAFF: Actor = { kind: 'system', notify: false };
const HOUR = 3_600_000;

/** What happens to a shop on some days: by chance, whatever becomes of it. */
export type History = {
	/** How much was done, and how much failed because the database was away. */
	readonly done: number;
	readonly failed: number;
	stop(): Promise<void>;
};

/**
 * Moves, books, cancels, blocks, frees and holds at random until it is stopped. `lasting` are
 * bookings that may be moved but are never cancelled.
 */
export function writeHistory(
	sql: Sql,
	shop: Shop,
	dice: Dice,
	{ days, lasting }: { days: readonly number[]; lasting: readonly number[] }
): History {
	const others: number[] = [];
	const blocked: number[] = [];
	let [done, failed] = [0, 0];
	let stopped = false;

	const start = () => shop.at(dice.pick(days), dice.between(16, 35) / 2);
	const somebody = () => dice.pick(shop.fieldworkerIds);
	const acts: [weight: number, act: () => Promise<unknown>][] = [
		[
			8,
			() =>
				move(sql, {
					bookingId: dice.pick([...lasting, ...others]),
					...{ startsAt: start(), fieldworkerId: somebody(), reason: '', actor: STAFF }
				})
		],
		[4, async () => others.push((await shop.booked(start(), somebody())).id)],
		[
			3,
			async () => {
				const bookingId = others.shift();
				if (bookingId) await cancel(sql, { bookingId, reason: '', actor: STAFF });
			}
		],
		[
			1,
			async () => {
				const startsAt = start();
				const span = { startsAt, endsAt: startsAt + dice.between(1, 5) * HOUR };
				const event = { fieldworkerId: dice.chance(0.2) ? null : somebody(), title: 'Away' };
				const result = await block(sql, { ...event, ...span });
				if (result.result === 'blocked') blocked.push(result.id);
			}
		],
		[
			1,
			async () => {
				const id = blocked.shift();
				if (id) await unblock(sql, id);
			}
		],
		[
			2,
			() =>
				holdForBooking(sql, { bookingId: dice.pick(lasting), startsAt: start(), language: 'en' })
		],
		[1, () => release(sql, { bookingId: dice.pick(lasting) })]
	];
	const lots = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

	async function write(): Promise<void> {
		while (!stopped) {
			try {
				await dice.pick(lots)();
				done += 1;
			} catch {
				// A time that is taken by now, or a database that is away.
				failed += 1;
			}
			await sleep(dice.between(5, 40));
		}
	}
	const writers = Promise.all([write(), write(), write()]);
	return {
		get done() {
			return done;
		},
		get failed() {
			return failed;
		},
		async stop() {
			stopped = true;
			await writers;
		}
	};
}
