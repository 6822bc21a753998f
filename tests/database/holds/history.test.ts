import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { judge, type Operation, type Place, type Verdict } from '../../support/history.ts';
import { countOverlaps, openShop } from '../../support/shop.ts';
import { letLoose, type Crowd } from './people.ts';

const { sql, url } = await testDatabase();
const pool = connect(url, { max: 20, connection: { lock_timeout: 0 } });
afterAll(() => pool.end());

/** Notes each change of time whose transaction has not raised the fieldworker’s counter before. */
async function watchLocks(): Promise<void> {
	await sql`create table unlocked (fieldworker_id integer, change text)`;
	await sql`
		create function note_unlocked()
		returns trigger
		language plpgsql
		as $$
		declare
			changed occupancy := coalesce(new, old);
		begin
			insert into unlocked
			select f.id, tg_op
			from fieldworker f
			where f.id = changed.fieldworker_id
				and f.xmin <> pg_current_xact_id()::xid;
			return changed;
		end
		$$
	`;
	await sql`
		create trigger notes_unlocked
		before insert or delete on occupancy
		for each row execute function note_unlocked()
	`;
}

describe('a history of thirty people who want the same two days', () => {
	let crowd: Crowd;
	let verdict: Verdict;
	const count = (what: Operation['what'], done: boolean) =>
		crowd.record.filter((one) => one.what === what && one.done === done).length;

	beforeAll(async () => {
		const shop = await openShop(sql, { fieldworkers: 2 });
		await shop.setFlags({ holdMinutes: 60 });
		await watchLocks();
		crowd = await letLoose(pool, shop, { people: 30, booked: 10, operations: 25 });
		verdict = judge(crowd.record);
	}, 240_000);

	it('has a good deal of everything in it', () => {
		for (const done of [true, false]) {
			expect(count('hold', done)).toBeGreaterThan(50);
			expect(count('confirm', done)).toBeGreaterThan(50);
		}
		expect(count('cancel', true)).toBeGreaterThan(15);
		expect(count('expire', true)).toBeGreaterThan(15);
		expect(verdict.certain.length).toBeGreaterThan(100);
		expect(verdict.kept.length).toBeGreaterThan(15);
	});

	it('never has two who held or had booked the same time at once (R1)', () => {
		expect(verdict.overlaps).toEqual([]);
	});

	it('has nobody refused what was certainly held for them', () => {
		expect(verdict.broken).toEqual([]);
	});

	it('leaves no overlap, no hold without its time and no time without its hold', async () => {
		expect(await countOverlaps(sql)).toBe(0);
		const [row] = await sql`
			select count(*) as wrong
			from hold h
			left join booking b on b.id = h.booking_id
			left join occupancy own
				on own.booking_id = h.booking_id and own.fieldworker_id = h.fieldworker_id
			cross join lateral (
				select tstzmultirange(tstzrange(h.starts_at, h.starts_at + interval '1 hour'))
					- coalesce(tstzmultirange(own.during), '{}') as needed
			) n
			cross join lateral (
				select coalesce(range_agg(o.during), '{}') as held
				from occupancy o
				where o.hold_id = h.id
					and o.fieldworker_id = h.fieldworker_id
					and o.held_until = h.expires_at
			) t
			where n.needed <> t.held
				or b.status = 'cancelled'
				or b.fieldworker_id <> h.fieldworker_id
		`;
		expect(row).toEqual({ wrong: 0 });
	});

	it('leaves every booking where its last change put it, and loses none', async () => {
		const rows = await sql<Record<string, number | string | null>[]>`
			select
				b.id,
				b.version,
				b.status,
				b.starts_at as "startsAt",
				o.starts_at as "takenFrom",
				last.new_starts_at as "lastStartsAt",
				o.fieldworker_id = b.fieldworker_id as "withThem"
			from booking b
			left join occupancy o on o.booking_id = b.id
			join booking_change last on last.booking_id = b.id and last.version = b.version
			order by b.id
		`;
		expect(rows.map(({ id }) => id)).toEqual([...crowd.bookings.keys()].sort((a, b) => a - b));
		for (const row of rows) {
			const { changes, cancelled } = crowd.bookings.get(row.id as number)!;
			expect(row).toMatchObject({
				version: 1 + changes,
				status: cancelled ? 'cancelled' : 'confirmed',
				takenFrom: cancelled ? null : row.startsAt,
				lastStartsAt: row.startsAt,
				withThem: cancelled ? null : true
			});
		}
	});

	it('changed nobody’s time without their lock, so that versions grow in order (R8)', async () => {
		expect(await sql`select * from unlocked`).toEqual([]);
	});

	it('went without a deadlock', async () => {
		const [row] = await sql`
			select deadlocks
			from pg_stat_database
			where datname = current_database()
		`;
		expect(row).toEqual({ deadlocks: 0 });
	});
});

describe('the judge of a history', () => {
	const place = (from: number, until: number, fieldworkerId = 1): Place => ({
		fieldworkerId,
		from,
		until
	});
	const did = (
		by: string,
		what: Operation['what'],
		[start, end]: [number, number],
		place?: Place,
		done = true
	): Operation => ({ by, what, start, end, done, place });
	const overlaps = (...record: Operation[]) =>
		judge(record).overlaps.map((pair) => pair.map(({ by, of }) => `${by}: ${of}`));

	it('refuses one in which two hold the same minute at the same moment', () => {
		expect(
			overlaps(
				did('Ann', 'hold', [0, 10], place(540, 600)),
				did('Ben', 'hold', [20, 30], place(599, 659)),
				did('Ann', 'release', [31, 40])
			)
		).toEqual([['Ann: hold', 'Ben: hold']]);
	});

	it('refuses one in which somebody is booked over another’s hold, or booking', () => {
		expect(
			overlaps(
				did('Ann', 'hold', [0, 10], place(540, 600)),
				did('Ben', 'confirm', [5, 15], place(570, 630)),
				did('Cat', 'confirm', [15, 25], place(600, 660)),
				did('Ann', 'expire', [20, 21])
			)
		).toEqual([
			['Ann: hold', 'Ben: booking'],
			['Ben: booking', 'Cat: booking']
		]);
	});

	it('refuses one in which a lost hold is believed to be kept by a confirm that failed', () => {
		const record = [
			did('Ann', 'hold', [0, 10], place(540, 600)),
			did('Ann', 'confirm', [20, 30], place(540, 600), false),
			did('Ben', 'confirm', [22, 28], place(540, 600))
		];
		expect(overlaps(...record)).toEqual([['Ann: hold', 'Ben: booking']]);
		expect(judge(record).broken).toEqual([record[1]]);
	});

	it('accepts what is handed over, lies beside it, or is with another fieldworker', () => {
		expect(
			overlaps(
				did('Ann', 'hold', [0, 10], place(540, 600)),
				did('Dan', 'hold', [0, 10], place(600, 660)),
				did('Eve', 'hold', [0, 10], place(540, 600, 2)),
				did('Ann', 'hold', [20, 40], place(700, 760)),
				did('Ben', 'confirm', [21, 25], place(540, 600)),
				did('Ben', 'cancel', [30, 50]),
				did('Cat', 'hold', [31, 35], place(540, 600))
			)
		).toEqual([]);
	});

	it('holds nothing against people who asked for two things at once', () => {
		expect(
			overlaps(
				did('Ann', 'hold', [0, 10], place(540, 600)),
				did('Ann', 'hold', [5, 12], place(700, 760)),
				did('Ben', 'hold', [20, 25], place(540, 600)),
				did('Cat', 'hold', [20, 25], place(800, 860)),
				did('Cat', 'confirm', [30, 40], place(830, 890))
			)
		).toEqual([]);
	});

	it('counts a confirm of what was held as kept, unless the hold had gone meanwhile', () => {
		const kept = did('Ann', 'confirm', [20, 30], place(540, 600));
		const late = did('Ben', 'confirm', [20, 30], place(540, 600, 2), false);
		const verdict = judge([
			did('Ann', 'hold', [0, 10], place(540, 600)),
			did('Ben', 'hold', [0, 10], place(540, 600, 2)),
			did('Ben', 'expire', [25, 26]),
			kept,
			late
		]);
		expect(verdict).toMatchObject({ kept: [kept], broken: [] });
	});
});
