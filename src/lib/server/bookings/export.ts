import type { BookingStatus } from '../../scheduling/policy.ts';
import { localDate, minuteOfDay } from '../../scheduling/zoned-time.ts';
import { recordAct, type By } from '../audit/record.ts';
import { csvLine, UTF8_MARK } from '../csv.ts';
import type { Sql } from '../database/connection.ts';
import { countBookings, wanted, type BookingFilter } from './list.ts';
import { rowsOf, type BookingRow } from './row.ts';

/** How many bookings are read at a time: no connection is kept while a slow reader takes them. */
const AT_A_TIME = 1_000;

const STATUS: Record<BookingStatus, string> = {
	confirmed: 'Confirmed',
	completed: 'Completed',
	no_show: 'Did not come',
	cancelled: 'Cancelled'
};

type Line = BookingRow & { createdAt: number; phone: string; address: string; notes: string };

/**
 * All of these bookings by time, as the pieces of a CSV file; dates and times are the zone's, which
 * the head names (R11). The audit log says who took how many, and not what was searched for: that
 * may be somebody's name.
 */
export async function exportBookings(
	sql: Sql,
	{ filter, timeZone, by }: { filter: BookingFilter; timeZone: string; by: By }
): Promise<AsyncGenerator<string>> {
	const count = await countBookings(sql, filter);
	const { search, scope, ...rest } = filter;
	await recordAct(sql, by, {
		action: 'bookings.exported',
		subject: count === 1 ? '1 booking' : `${count} bookings`,
		new: { ...rest, scope, searched: search !== undefined }
	});
	return lines(sql, filter, timeZone);
}

async function* lines(sql: Sql, filter: BookingFilter, zone: string): AsyncGenerator<string> {
	yield UTF8_MARK + csvLine(headOf(zone));
	let last: { startsAt: number; id: number } | undefined;
	for (;;) {
		const bookings: Line[] = await sql<Line[]>`
			${rowsOf(sql, sql`b.created_at as "createdAt", b.phone, b.address, b.notes,`)}
			where ${wanted(sql, filter)}
				and ${last ? sql`(b.starts_at, b.id) > (${last.startsAt}::timestamptz, ${last.id})` : sql`true`}
			order by b.starts_at, b.id
			limit ${AT_A_TIME}
		`;
		if (bookings.length > 0) yield bookings.map((one) => csvLine(cellsOf(one, zone))).join('');
		last = bookings.at(-1);
		if (bookings.length < AT_A_TIME) return;
	}
}

const headOf = (zone: string) => [
	'Number',
	'Status',
	`Date (${zone})`,
	`Start (${zone})`,
	`End (${zone})`,
	'Customer',
	'Email',
	'Phone',
	'Address',
	'Service',
	'Fieldworker',
	'Notes',
	`Made (${zone})`
];

function cellsOf(booking: Line, zone: string): (string | number)[] {
	return [
		booking.id,
		STATUS[booking.status],
		localDate(zone, booking.startsAt),
		clockOf(zone, booking.startsAt),
		clockOf(zone, booking.endsAt),
		booking.customerName,
		booking.customerEmail,
		booking.phone,
		booking.address,
		booking.serviceName,
		booking.fieldworkerName,
		booking.notes,
		`${localDate(zone, booking.createdAt)} ${clockOf(zone, booking.createdAt)}`
	];
}

function clockOf(zone: string, instant: number): string {
	const minutes = minuteOfDay(zone, instant);
	const two = (part: number) => String(part).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
