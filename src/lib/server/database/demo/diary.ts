import { randomUUID } from 'node:crypto';
import {
	addDays,
	datesBetween,
	localDate,
	type LocalDate
} from '../../../scheduling/zoned-time.ts';
import { book } from '../../bookings/book.ts';
import { cancel } from '../../bookings/cancel.ts';
import { complete } from '../../bookings/complete.ts';
import { editDetails } from '../../bookings/edit-details.ts';
import { findBooking, type Booking } from '../../bookings/find.ts';
import { move } from '../../bookings/move.ts';
import { readBookingOffer, readServiceOffer } from '../../offer.ts';
import type { Sql } from '../connection.ts';
import { CUSTOMERS, DEMO_BUSINESS, NOTES, REASONS_TO_MOVE } from './cast.ts';
import type { Dice } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whom the demo data is about, as stored. */
export type Crew = { fieldworkerId: number; serviceIds: readonly number[] }[];

/** The demo's one connection, whose clock can be set, and what happens after each act. */
export type Stage = {
	sql: Sql;
	dice: Dice;
	/** How many bookings were made so far: the customers take turns. */
	bookings: number;
	/** Lets the database's clock show this instant. */
	setClock(instant: number): Promise<void>;
	/** Delivers the mail that an act has caused, as the worker would have at the time. */
	deliver(): Promise<void>;
	/** Reminds of a booking, at the times at which the worker would have by now. */
	remind(bookingId: number): Promise<void>;
};

/**
 * Fills the diary from two weeks back to four weeks ahead: each booking is made by a customer some
 * days before its time, and some are moved, edited or cancelled later, all through the abilities
 * that the pages use. Close days are fuller than distant ones.
 */
export async function fillDiary(stage: Stage, crew: Crew, today: LocalDate, now: number) {
	const { dice } = stage;
	for (const date of datesBetween(addDays(today, -14), addDays(today, 29))) {
		const ahead = datesBetween(today, date).length;
		const most = ahead > 18 ? 1 : ahead > 8 ? 2 : 3;
		for (const person of crew) {
			const count = dice.between(ahead > 18 ? 0 : 1, most);
			for (let i = 0; i < count; i++) await oneBooking(stage, person, date, now);
		}
	}
}

async function oneBooking(stage: Stage, person: Crew[number], date: LocalDate, now: number) {
	const { sql, dice } = stage;
	const serviceId = dice.pick(person.serviceIds);
	const days = dice.between(3, 20);
	await stage.setClock(now - 30 * DAY);
	const range = { from: date, until: addDays(date, 1) };
	const offer = await readServiceOffer(sql, serviceId, person.fieldworkerId, range);
	const starts = offer?.days[0]?.starts ?? [];
	if (starts.length === 0) return;

	const startsAt = dice.pick(starts);
	await stage.setClock(Math.min(now - dice.between(1, 40) * HOUR, startsAt - days * DAY));
	const result = await book(sql, {
		serviceId,
		fieldworkerId: person.fieldworkerId,
		startsAt,
		customer: CUSTOMERS[stage.bookings++ % CUSTOMERS.length]!,
		notes: dice.chance(0.3) ? dice.pick(NOTES) : '',
		requestId: randomUUID(),
		actor: { kind: 'customer', channel: 'public', language: 'en' }
	});
	if (result.result !== 'booked') return;
	await stage.deliver();
	await afterwards(stage, result.booking, now);
}

/** What became of it: nothing, mostly. */
async function afterwards(stage: Stage, booking: Booking, now: number) {
	const { sql, dice } = stage;
	const fate = dice.throw();
	const changedAt = Math.min(booking.startsAt - 26 * HOUR, now - dice.between(10, 600) * 60_000);
	if (fate < 0.22 && changedAt > booking.createdAt) {
		await stage.setClock(changedAt);
		if (fate < 0.12) await moveSomewhere(stage, booking);
		else if (fate < 0.18) await cancelIt(sql, booking);
		else await leaveNote(sql, booking, dice);
		await stage.deliver();
	}
	await stage.remind(booking.id);
	const present = await findBooking(sql, booking.id);
	if (present?.status === 'confirmed' && present.endsAt < now) {
		await stage.setClock(present.endsAt + 10 * 60_000);
		const outcome = dice.chance(0.06) ? 'no_show' : 'completed';
		const actor = { kind: 'system', notify: false } as const;
		await complete(sql, { bookingId: booking.id, outcome, actor });
	}
}

/** Moves a booking within its own week, in most cases to a day nearby. */
async function moveSomewhere({ sql, dice }: Stage, booking: Booking) {
	const day = localDate(DEMO_BUSINESS.timeZone, booking.startsAt);
	const range = { from: addDays(day, -1), until: addDays(day, 4) };
	const offer = await readBookingOffer(sql, booking.id, range);
	const starts = offer?.days.flatMap((offered) => offered.starts) ?? [];
	if (starts.length === 0) return;
	await move(sql, {
		bookingId: booking.id,
		startsAt: dice.pick(starts),
		reason: dice.pick(REASONS_TO_MOVE),
		actor: { kind: 'customer', channel: 'email_link', language: 'en' }
	});
}

async function cancelIt(sql: Sql, booking: Booking) {
	await cancel(sql, {
		bookingId: booking.id,
		reason: 'Sorry, we no longer need it.',
		actor: { kind: 'customer', channel: 'email_link', language: 'en' }
	});
}

async function leaveNote(sql: Sql, booking: Booking, dice: Dice) {
	await editDetails(sql, {
		bookingId: booking.id,
		details: { phone: booking.phone, address: booking.address, notes: dice.pick(NOTES) },
		actor: { kind: 'customer', channel: 'email_link', language: 'en' }
	});
}
