import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Sql } from '../../../src/lib/server/database/connection.ts';
import { dice, type Dice } from '../../../src/lib/server/database/demo/random.ts';
import { expireHolds } from '../../../src/lib/server/holds/expire.ts';
import { release } from '../../../src/lib/server/holds/release.ts';
import type { Operation, Place } from '../../support/history.ts';
import { BY_LINK, customer, VISITOR, type Shop } from '../../support/shop.ts';
import { asking, DAY, MINUTE, visitor } from './asking.ts';

// People who do what they like, all at once, and put on record what they asked and were told.

const STAFF: Actor = { kind: 'system', notify: false };

/** Somebody: a visitor, until they have a booking, and again when that is cancelled. */
type Person = { n: number; name: string; bookingId: number | null; held: Place | null };

/** What the record says of a booking: whose, how often it was changed, and whether it is no more. */
type Remembered = { person: Person; changes: number; cancelled: boolean };

/** What came of it. */
export type Crowd = { record: Operation[]; bookings: Map<number, Remembered> };

/**
 * Lets so many people act at once in a shop, each so many times, over one pool, while two of the
 * staff move bookings about and holds expire. The first few have a booking at the start.
 */
export async function letLoose(
	sql: Sql,
	shop: Shop,
	how: { people: number; booked: number; operations: number }
): Promise<Crowd> {
	const ask = asking(sql, shop);
	const record: Operation[] = [];
	const bookings = new Map<number, Remembered>();
	const people = Array.from({ length: how.people }, (_, n): Person => ({
		n,
		name: `person ${n}`,
		bookingId: null,
		held: null
	}));

	/** Does something for somebody, and puts it on record with what the answer says of it. */
	async function recorded<Answer>(
		person: Person,
		what: Operation['what'],
		work: () => Promise<Answer>,
		read: (answer: Answer) => Pick<Operation, 'done' | 'place'>
	): Promise<Answer> {
		const start = performance.now();
		const answer = await work();
		record.push({ by: person.name, what, start, end: performance.now(), ...read(answer) });
		return answer;
	}

	const somewhere = ({ pick, between }: Dice) =>
		placeOf(pick(shop.fieldworkerIds), shop.at(DAY + between(0, 1), between(16, 34) / 2));

	function hold(person: Person, dice: Dice) {
		const { fieldworkerId, from } = somewhere(dice);
		const { bookingId, n } = person;
		const wish = dice.chance(0.5) ? 'any' : fieldworkerId;
		return recorded(
			person,
			'hold',
			() =>
				bookingId === null ? ask.visitorHolds(n, from, wish) : ask.bookingHolds(bookingId, from),
			(answer) => {
				const held = answer.result === 'held' ? placeOf(answer.hold.fieldworkerId, from) : null;
				person.held = held;
				return { done: held !== null, place: held ?? undefined };
			}
		);
	}

	function giveBack(person: Person) {
		const { bookingId, n } = person;
		person.held = null;
		return recorded(
			person,
			'release',
			() => release(sql, bookingId === null ? { visitor: visitor(n) } : { bookingId }),
			() => ({ done: true })
		);
	}

	/** Mostly what they believe to hold, sometimes any other place. */
	async function confirm(person: Person, dice: Dice): Promise<void> {
		const place = person.held && dice.chance(0.8) ? person.held : somewhere(dice);
		if (person.bookingId !== null) return moveTo(person, person.bookingId, place, BY_LINK);
		const result = await recorded(
			person,
			'confirm',
			() =>
				book(sql, {
					serviceId: shop.serviceId,
					fieldworkerId: place === person.held && dice.chance(0.5) ? 'any' : place.fieldworkerId,
					startsAt: place.from,
					customer: customer(person.n + 1),
					notes: '',
					requestId: randomUUID(),
					actor: VISITOR,
					visitor: visitor(person.n)
				}),
			(answer) =>
				answer.result === 'booked'
					? { done: true, place: placeOf(answer.booking.fieldworker.id, answer.booking.startsAt) }
					: { done: false, place }
		);
		if (result.result !== 'booked') return;
		bookings.set(result.booking.id, { person, changes: 0, cancelled: false });
		person.bookingId = result.booking.id;
		person.held = null;
	}

	/** A customer's own move keeps the fieldworker; staff say with whom. */
	async function moveTo(person: Person, bookingId: number, to: Place, actor: Actor): Promise<void> {
		const fieldworkerId = actor === STAFF ? to.fieldworkerId : undefined;
		const { result } = await recorded(
			person,
			'confirm',
			() => move(sql, { bookingId, startsAt: to.from, fieldworkerId, reason: '', actor }),
			(answer) =>
				answer.result === 'moved'
					? { done: true, place: placeOf(answer.booking.fieldworker.id, answer.booking.startsAt) }
					: { done: false, place: to }
		);
		if (result === 'moved') bookings.get(bookingId)!.changes++;
	}

	async function callOff(person: Person, bookingId: number): Promise<void> {
		const { result } = await recorded(
			person,
			'cancel',
			() => cancel(sql, { bookingId, reason: '', actor: BY_LINK }),
			(answer) => ({ done: answer.result === 'cancelled' })
		);
		if (result !== 'cancelled') return;
		const booking = bookings.get(bookingId)!;
		booking.changes++;
		booking.cancelled = true;
		person.bookingId = null;
		person.held = null;
	}

	/**
	 * Lets somebody's hold expire now: all sessions share one clock, so it is the hold's end that is
	 * brought forward, in a statement of its own, as time itself locks nobody's calendar.
	 */
	async function timePasses(): Promise<void> {
		const start = performance.now();
		const [hold] = await sql<{ bookingId: number | null; visitor: Buffer | null }[]>`
			with due as (
				update hold
				set expires_at = reslot_clock()
				where id = (select id from hold where expires_at > reslot_clock() order by random() limit 1)
				returning id, expires_at, booking_id, visitor
			), freed as (
				update occupancy o
				set held_until = due.expires_at
				from due
				where o.hold_id = due.id
			)
			select booking_id as "bookingId", visitor
			from due
		`;
		if (!hold) return;
		const person = people.find(({ n }) =>
			hold.visitor ? visitor(n).equals(hold.visitor) : bookings.get(hold.bookingId!)?.person.n === n
		)!;
		record.push({ by: person.name, what: 'expire', start, end: performance.now(), done: true });
	}

	async function act(person: Person, dice: Dice): Promise<unknown> {
		const throws = dice.throw();
		if (person.held && dice.chance(0.4)) return confirm(person, dice);
		if (throws < 0.4) return hold(person, dice);
		if (throws < 0.5) return Promise.all([hold(person, dice), hold(person, dice)]);
		if (throws < 0.57) return giveBack(person);
		if (throws < 0.85 || person.bookingId === null) return confirm(person, dice);
		return callOff(person, person.bookingId);
	}

	async function live(person: Person): Promise<void> {
		const throws = dice(person.n);
		for (let i = 0; i < how.operations; i++) await act(person, throws);
	}

	async function runTheShop(seed: number): Promise<void> {
		const throws = dice(seed);
		for (let i = 0; i < how.operations; i++) {
			const person = throws.pick(people);
			if (person.bookingId !== null) {
				await moveTo(person, person.bookingId, somewhere(throws), STAFF);
			}
			await timePasses();
			if (throws.chance(0.3)) await expireHolds(sql);
		}
	}

	for (const person of people.slice(0, how.booked)) {
		const place = placeOf(
			shop.fieldworkerIds[person.n % 2]!,
			shop.at(DAY, 8 + Math.floor(person.n / 2) * 1.5)
		);
		const { id } = await recorded(
			person,
			'confirm',
			() => shop.booked(place.from, place.fieldworkerId),
			() => ({ done: true, place })
		);
		bookings.set(id, { person, changes: 0, cancelled: false });
		person.bookingId = id;
	}
	await Promise.all([...people.map(live), runTheShop(1000), runTheShop(2000)]);
	return { record, bookings };
}

const placeOf = (fieldworkerId: number, startsAt: number): Place => ({
	fieldworkerId,
	from: startsAt,
	until: startsAt + 60 * MINUTE
});
