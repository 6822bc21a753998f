import { fileURLToPath } from 'node:url';
import type { Watch } from '../../../src/lib/live/messages.ts';
import {
	connect,
	type Sql,
	type Transaction
} from '../../../src/lib/server/database/connection.ts';
import { migrate } from '../../../src/lib/server/database/migrate.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { lockFieldworkers } from '../../../src/lib/server/occupancy/lock.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { now } from './clock.ts';
import type { Change } from './samples.ts';

const FIELDWORKERS = 10;
/** The first day that is watched, and how many are, of each fieldworker. */
const DAYS = { first: 10, count: 20 };
/** A year and two months of a fairly full calendar, as days from today. */
const FILLED = { from: -365, until: 60 };
/** A fieldworker's day: blocked from 8 to 9 and at noon, and an hour that is moved to and fro. */
const FULL = [8, 12];
const TO_AND_FRO = [14, 15];

/** A room that is watched, and the taken hour in it. */
type BenchRoom = { watch: Watch; fieldworkerId: number; day: number; occupancyId: number };

export type BenchShop = {
	/** The first is watched by all; all are watched when they are spread. */
	rooms: BenchRoom[];
	/** Moves the hour of a room's day, as an ability would, and tells when that was committed. */
	change(room: number): Promise<Change>;
	close(): Promise<void>;
};

/** Opens a shop of ten fieldworkers, with some 12,750 hours taken, in an empty database. */
export async function openBenchShop(url: string): Promise<BenchShop> {
	const sql = connect(url, { max: 2 });
	await migrate(sql, fileURLToPath(new URL('../../../sql', import.meta.url)));
	const shop = await openShop(sql, { fieldworkers: FIELDWORKERS });
	for (const id of shop.fieldworkerIds) await fill(shop, id);
	await sql`analyze`;
	const rooms = await findRooms(shop);
	const turns = rooms.map(() => 0);
	return {
		rooms,
		change(index) {
			const room = rooms[index]!;
			const hour = TO_AND_FRO[++turns[index]! % TO_AND_FRO.length]!;
			return transaction(sql, async (tx) => {
				await lockFieldworkers(tx, [room.fieldworkerId]);
				await take(tx, room.occupancyId, shop.at(room.day, hour));
				const version = await readVersion(tx);
				return { room: index, version, at: now() };
			});
		},
		close: () => sql.end({ timeout: 2 })
	};
}

/** Takes the same hours of each day, all of them as one blocked event that comes again and again. */
async function fill({ sql, at }: Shop, fieldworkerId: number): Promise<void> {
	const starts: number[] = [];
	for (let day = FILLED.from; day < FILLED.until; day++) {
		starts.push(...[...FULL, TO_AND_FRO[0]!].map((hour) => at(day, hour)));
	}
	await sql`
		with event as (
			insert into blocked_event (fieldworker_id, starts_at, ends_at, title)
			values (${fieldworkerId}, ${starts[0]!}, ${starts.at(-1)!}, 'Busy')
			returning id
		)
		insert into occupancy (fieldworker_id, during, blocked_event_id)
		select ${fieldworkerId}, tstzrange(start, start + interval '1 hour'), event.id
		from unnest(${starts.map((start) => new Date(start).toISOString())}::timestamptz[]) as start, event
	`;
}

async function findRooms({ sql, at, date, serviceId, fieldworkerIds }: Shop): Promise<BenchRoom[]> {
	const rooms: BenchRoom[] = [];
	for (let day = DAYS.first; day < DAYS.first + DAYS.count; day++) {
		const taken = await sql<{ id: number; fieldworkerId: number }[]>`
			select id, fieldworker_id as "fieldworkerId"
			from occupancy
			where starts_at = ${at(day, TO_AND_FRO[0]!)}
		`;
		for (const fieldworkerId of fieldworkerIds) {
			const { id } = taken.find((one) => one.fieldworkerId === fieldworkerId)!;
			const [from, until] = [date(day), date(day + 1)];
			const watch = { service: serviceId, fieldworker: fieldworkerId, from, until };
			rooms.push({ watch, fieldworkerId, day, occupancyId: id });
		}
	}
	return rooms;
}

async function take(tx: Transaction, occupancyId: number, start: number): Promise<void> {
	await tx`
		update occupancy
		set during = tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '1 hour')
		where id = ${occupancyId}
	`;
}

/** The version that whoever reads after this commit sees: nobody else writes. */
async function readVersion(sql: Sql | Transaction): Promise<number> {
	const [row] = await sql<{ version: number }[]>`
		select (flags.version + (select sum(occupancy_version) from fieldworker))::bigint as version
		from flags
	`;
	return row!.version;
}
