import type { BookingRow } from '$lib/server/bookings/row';
import type { BoardAnswer, OpenHours } from '../contract';

// How the board's answer travels: five thousand bookings are a tenth as long when what they have in
// common, such as a service's name, is said once.

const statuses = ['confirmed', 'completed', 'no_show', 'cancelled'] as const;

/** Id, version, status, start, length, customer, service, fieldworker, and its marks. */
type PackedBooking = [number, number, number, number, number, number, number, number, number];

/** What marks add up of. */
const CLASH = 1;
const MAIL_PAUSED = 2;

/** Names by id, with what belongs to them: an email address, a colour. */
type Names = Record<number, [name: string, other: string]>;

export type PackedAnswer = Pick<BoardAnswer, 'blocked' | 'holds' | 'now'> & {
	bookings: PackedBooking[];
	customers: Names;
	services: Names;
	fieldworkers: Names;
	/** Whose hours, then from and until by turns. */
	open: [fieldworkerId: number | null, ...number[]][];
};

/** Makes an answer short, to be sent. */
export function pack({ bookings, open, ...rest }: BoardAnswer): PackedAnswer {
	const customers: Names = {};
	const services: Names = {};
	const fieldworkers: Names = {};
	for (const row of bookings) {
		customers[row.customerId] ??= [row.customerName, row.customerEmail];
		services[row.serviceId] ??= [row.serviceName, row.serviceColor];
		fieldworkers[row.fieldworkerId] ??= [row.fieldworkerName, row.fieldworkerColor];
	}
	const packed = bookings.map((row): PackedBooking => [
		row.id,
		row.version,
		statuses.indexOf(row.status),
		row.startsAt,
		row.endsAt - row.startsAt,
		row.customerId,
		row.serviceId,
		row.fieldworkerId,
		(row.clash ? CLASH : 0) + (row.mailPaused ? MAIL_PAUSED : 0)
	]);
	const hours = [...Map.groupBy(open, ({ fieldworkerId }) => fieldworkerId)].map(
		([id, spans]): PackedAnswer['open'][number] => [
			id,
			...spans.flatMap(({ from, until }) => [from, until])
		]
	);
	return { ...rest, bookings: packed, customers, services, fieldworkers, open: hours };
}

/** The answer as it was before it was packed. */
export function unpack(packed: PackedAnswer): BoardAnswer {
	const { blocked, holds, now, customers, services, fieldworkers } = packed;
	const bookings = packed.bookings.map((row): BookingRow => {
		const [id, version, status, startsAt, length, customerId, serviceId, fieldworkerId, marks] =
			row;
		const [customerName, customerEmail] = customers[customerId] ?? ['', ''];
		const [serviceName, serviceColor] = services[serviceId] ?? ['', ''];
		const [fieldworkerName, fieldworkerColor] = fieldworkers[fieldworkerId] ?? ['', ''];
		return {
			id,
			version,
			status: statuses[status] ?? 'confirmed',
			startsAt,
			endsAt: startsAt + length,
			customerId,
			customerName,
			customerEmail,
			serviceId,
			serviceName,
			serviceColor,
			fieldworkerId,
			fieldworkerName,
			fieldworkerColor,
			clash: (marks & CLASH) !== 0,
			mailPaused: (marks & MAIL_PAUSED) !== 0
		};
	});
	const open = packed.open.flatMap(([fieldworkerId, ...times]): OpenHours[] =>
		times.flatMap((from, index) =>
			index % 2 === 0 ? [{ fieldworkerId, from, until: times[index + 1] ?? from }] : []
		)
	);
	return { bookings, blocked, holds, open, now };
}
