import { WATCHED_DAYS, type Refusal, type Watch, type WatchAnswer } from '../../live/messages.ts';
import {
	addDays,
	dayNumber,
	datesBetween,
	localDate,
	type LocalDate
} from '../../scheduling/zoned-time.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { readClock } from '../database/clock.ts';
import type { Sql } from '../database/connection.ts';
import { holderKey } from '../holds/key.ts';
import { findHold, type Holder } from '../holds/holder.ts';
import { readOwnTime } from '../holds/own-time.ts';
import { holderOf } from './admission.ts';
import { heldOf } from './owners.ts';
import type { Room, Topic } from './rooms.ts';
import type { Rules } from './rules.ts';
import type { Socket } from './server.ts';
import { holderRoom, ownRoom, type SlotsHub } from './slots-hub.ts';
import { findTopic } from './topics.ts';

const closed = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'not_open',
	words: answers.nothingToBook
});
const tooLong = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'too_long',
	words: answers.live.tooManyDays
});
const changed = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'changed',
	words: answers.live.changed,
	again: true
});

/**
 * Lets a connection watch some days in place of those it watched before. The answer has each of
 * them as it is: of the customer's own days, those that differ.
 */
export async function watch(
	sql: Sql,
	hub: SlotsHub,
	socket: Socket,
	request: Watch
): Promise<WatchAnswer> {
	const words = wordsFor(socket.data.language);
	const days = dayNumber(request.until) - dayNumber(request.from);
	if (days > WATCHED_DAYS || days < 1) return tooLong(words);
	const rules = await hub.rules();
	if (!rules) return closed(words);
	const { who } = socket.data;
	const topic = await findTopic(sql, who, request, rules, words);
	if ('result' in topic) return topic;
	const wanted = new Set(datesBetween(request.from, request.until));
	if (request.also !== undefined) wanted.add(request.also);
	const dates = [...wanted].filter(isNear(rules, topic));

	// A room that nobody enters would stay for ever.
	const rooms = socket.connected ? hub.roomsOf(topic, dates, rules) : null;
	const holder = holderOf(who);
	const sameAsBefore = !holder || socket.data.rooms.includes(ownRoom(holderKey(holder), topic));
	if (!rooms) return changed(words);
	enter(socket, topic, rooms, holder);
	// Whoever's booking was with somebody else may know that one's days by higher versions.
	if (who.as === 'customer' && !sameAsBefore) hub.doubt(rooms);
	if (holder && rules.policy.realTimeAvailability) await recogniseOwn(sql, hub, holder, rooms);
	if (!(await hub.settle(rooms))) return changed(words);
	return {
		result: 'watching',
		days: rooms.flatMap(({ day }) => day ?? []),
		own: holder ? rooms.flatMap(({ own }) => own.get(holderKey(holder)) ?? []) : []
	};
}

/** From here on every change is heard, before the days are even read: none falls in between. */
function enter(socket: Socket, topic: Topic, rooms: readonly Room[], holder: Holder | null): void {
	const wanted = rooms.map(({ name }) => name);
	if (holder) wanted.push(holderRoom(holderKey(holder)), ownRoom(holderKey(holder), topic));
	for (const name of socket.data.rooms) {
		if (!wanted.includes(name)) void socket.leave(name);
	}
	void socket.join(wanted);
	socket.data.rooms = wanted;
}

/** Whether anything can be on offer on a date, give or take a day: others need no rooms. */
function isNear({ policy, timeZone }: Rules, { want }: Topic): (date: LocalDate) => boolean {
	const today = localDate(timeZone, Date.now());
	const { furthestDays } = { ...policy, ...want.overrides };
	const [first, last] = [addDays(today, -1), addDays(today, furthestDays + 1)];
	return (date) => date >= first && date <= last;
}

/** Days on which somebody has a booking or a hold are worked out for them as well. */
async function recogniseOwn(
	sql: Sql,
	hub: SlotsHub,
	holder: Holder,
	rooms: readonly Room[]
): Promise<void> {
	const key = holderKey(holder);
	hub.follow(key, rooms);
	const own = await readOwnTime(sql, holder);
	const touched = ({ from, until }: Room) =>
		own.some(({ start, end }) => start < until && end > from);
	hub.doubt(rooms.filter((room) => touched(room) && !room.own.has(key)));
}

/** The hold that somebody has or not, told to a connection that may not know of it. */
export async function tellHold(sql: Sql, socket: Socket): Promise<void> {
	const holder = holderOf(socket.data.who);
	if (!holder) return;
	// The clock first: news of a hold that is made just now must not look older than this.
	const now = await readClock(sql);
	const hold = await findHold(sql, holder);
	socket.emit('held', heldOf(hold), now);
}
