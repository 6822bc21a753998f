import type { Server } from './server.ts';
import type { OwnDay } from '../../live/messages.ts';
import type { Sql } from '../database/connection.ts';
import { within } from '../deadline.ts';
import type { Logger } from '../log.ts';
import type { Span } from './changes.ts';
import { dayOf, isSame, takenOf } from './day.ts';
import { heldOf, ownersOf, timeOf } from './owners.ts';
import { createPulse } from './pulse.ts';
import { readReading, type LiveHold, type Reading } from './reading.ts';
import { isTouchedBy, newRoom, roomName, type Room, type Topic } from './rooms.ts';
import { readRules, type Rules } from './rules.ts';

/** Who is told of their own hold, and of the days on which they are not in their own way. */
export const holderRoom = (holder: string) => `holder:${holder}`;
export const ownRoom = (holder: string, topic: Topic) => `own:${holder}:${topic.key}`;

export type SlotsHub = {
	/** The rules as they are; null while there is no business. */
	rules(): Promise<Rules | null>;
	/** Gives the rooms of these dates, made where there are none; null when these rules are past. */
	roomsOf(topic: Topic, dates: readonly string[], rules: Rules): Room[] | null;
	/** Somebody with a booking or a hold watches these rooms, and may see other times than others. */
	follow(holder: string, rooms: readonly Room[]): void;
	/** These rooms may be different by now, or are known elsewhere by a higher version. */
	doubt(rooms: Iterable<Room>): void;
	/** Resolves when these rooms say what the database says. False when the rules changed meanwhile. */
	settle(rooms: readonly Room[]): Promise<boolean>;
	/** What was heard of. */
	occupancyChanged(span: Span): void;
	holdsChanged(): void;
	rulesChanged(): void;
	/** Nothing that is known can be trusted: something was not heard. */
	forget(): void;
	readonly roomCount: number;
	stop(): void;
};

type Parts = {
	sql: Sql;
	io: Server;
	log: Logger;
	/** Called when the rules are other ones, after everybody was told. */
	onRules(rules: Rules | null, before: Rules | null): void;
	/** Called with the seconds that a round of working out took. */
	onRound(seconds: number): void;
};

/** The longest that a timer is set for: Node's own longest is 24 days. */
const LONGEST_TIMER = 24 * 3_600_000;
/** Milliseconds that a read may take: a network that swallows packets would let it take for ever. */
const LIMIT = 5_000;
/** Milliseconds past the moment at which time takes a start away. */
const AFTER = 5;

/**
 * Keeps the days that people watch, and tells them of each that changed: once worked out however
 * many watch it, all of a round from one query (R8).
 */
export function createSlotsHub({ sql, io, log, onRules, onRound }: Parts): SlotsHub {
	const rooms = new Map<string, Room>();
	const followed = new Map<string, Set<Room>>();
	let rules: Rules | null | undefined;
	let holds = new Map<string, LiveHold>();
	let spans: Span[] = [];
	let look = { holds: false, rules: false };
	let waiting: (() => void)[] = [];
	/** Doubted since the present round began to read: it does not settle them. */
	const doubted = new Map<Room, 'touched' | 'doubted'>();
	let timer: NodeJS.Timeout | undefined;
	const pulse = createPulse('work out what changed', round, log);

	// Socket.IO says when the last one has left.
	io.of('/').adapter.on('delete-room', (name: string) => {
		rooms.delete(name);
		if (name.startsWith('holder:')) followed.delete(name.slice('holder:'.length));
	});

	function doubt(some: Iterable<Room>, how: 'touched' | 'doubted' = 'doubted'): void {
		for (const room of some) {
			if (room.stale !== 'touched') room.stale = how;
			if (doubted.get(room) !== 'touched') doubted.set(room, how);
		}
	}

	async function round(): Promise<void> {
		const started = performance.now();
		const known = await takeUpRules();
		const changed = known ? takeUpChanges(known) : [];
		const holdsMayDiffer = look.holds && followed.size > 0;
		look.holds = false;
		if (known && (changed.length > 0 || holdsMayDiffer)) {
			const reading = await within(LIMIT, 'reading days', () => readFor(changed)).catch(
				(thrown) => {
					look.holds ||= holdsMayDiffer;
					throw thrown;
				}
			);
			if (reading.rulesVersion !== known.version) {
				look.rules = true;
				return round();
			}
			tellHolds(reading);
			for (const room of changed) workOut(room, known, reading);
			if (known.policy.realTimeAvailability) setTimer(reading.at);
			onRound((performance.now() - started) / 1000);
		}
		const settled = waiting;
		waiting = [];
		for (const resolve of settled) resolve();
	}

	async function takeUpRules(): Promise<Rules | null> {
		if (rules !== undefined && !look.rules) return rules;
		look.rules = false;
		const before = rules;
		try {
			rules = await within(LIMIT, 'reading the rules', () => readRules(sql));
		} catch (thrown) {
			look.rules = true;
			throw thrown;
		}
		if (before !== undefined && before?.version !== rules?.version) tellRules(before);
		return rules;
	}

	/** Everybody watches anew, as a topic may mean something else now. */
	function tellRules(before: Rules | null): void {
		for (const name of rooms.keys()) io.in(name).socketsLeave(name);
		rooms.clear();
		followed.clear();
		io.emit('rules');
		onRules(rules ?? null, before);
	}

	/** The rooms to work out again. They stay stale until that is done. */
	function takeUpChanges({ policy }: Rules): Room[] {
		const touching = policy.realTimeAvailability ? spans : [];
		spans = [];
		doubted.clear();
		const changed: Room[] = [];
		for (const room of rooms.values()) {
			if (touching.some((span) => isTouchedBy(room, span))) room.stale = 'touched';
			if (room.stale) changed.push(room);
		}
		return changed;
	}

	async function readFor(changed: readonly Room[]): Promise<Reading> {
		let [from, until] = [Infinity, -Infinity];
		const ids = new Set<number>();
		for (const room of changed) {
			from = Math.min(from, room.from);
			until = Math.max(until, room.until);
			for (const id of room.want.fieldworkerIds) ids.add(id);
		}
		if (changed.length === 0) from = until = 0;
		return readReading(sql, { fieldworkerIds: [...ids], from, until });
	}

	function workOut(room: Room, known: Rules, reading: Reading): void {
		const taken = takenOf(room, reading);
		const { day, changesAt } = dayOf(room, known, reading, taken);
		room.changesAt = changesAt;
		const before = room.own;
		room.own = new Map();
		// Before the shared day: one's own hold is never seen as somebody else's, not for a moment.
		if (known.policy.realTimeAvailability) {
			for (const holder of ownersOf(taken, reading)) {
				if (!followed.get(holder)?.has(room)) continue;
				const mine = timeOf(holder, reading);
				const own = dayOf(room, known, reading, taken, mine);
				room.changesAt = Math.min(room.changesAt, own.changesAt);
				tellOwn(room, holder, own.day);
			}
		}
		// Whoever doubted it gets it as an answer; all others know it, if it is as it was.
		const isNews = room.stale !== 'doubted' || !room.day || !isSame(room.day, day);
		room.day = day;
		room.stale = doubted.get(room) ?? false;
		if (isNews) io.to(room.name).emit('day', day);
		const { date, version, at } = day;
		for (const holder of before.keys()) {
			if (!room.own.has(holder)) tellOwn(room, holder, { date, version, at, shared: true });
		}
	}

	function tellOwn(room: Room, holder: string, day: OwnDay): void {
		if (!('shared' in day)) room.own.set(holder, day);
		io.to(ownRoom(holder, room)).emit('own', day);
	}

	function tellHolds(reading: Reading): void {
		const now = new Map(reading.holds.map((hold) => [hold.holder, hold]));
		for (const holder of followed.keys()) {
			const [before, after] = [holds.get(holder), now.get(holder)];
			const same =
				before?.startsAt === after?.startsAt &&
				before?.expiresAt === after?.expiresAt &&
				before?.fieldworkerId === after?.fieldworkerId;
			if (!same) io.to(holderRoom(holder)).emit('held', heldOf(after), reading.at);
		}
		holds = now;
	}

	/** Rounds also happen when time itself has taken a start away. */
	function setTimer(at: number): void {
		clearTimeout(timer);
		let next = Infinity;
		for (const { changesAt } of rooms.values()) next = Math.min(next, changesAt);
		if (next === Infinity) return;
		const pause = Math.min(Math.max(next - at, 0) + AFTER, LONGEST_TIMER);
		timer = setTimeout(() => {
			if (pause === LONGEST_TIMER) return setTimer(at + pause);
			doubt(
				[...rooms.values()].filter(({ changesAt }) => changesAt < at + pause),
				'touched'
			);
			pulse.beat();
		}, pause).unref();
	}

	const nextRound = () =>
		new Promise<void>((resolve) => {
			waiting.push(resolve);
			pulse.beat();
		});

	return {
		async rules() {
			if (rules === undefined) await nextRound();
			return rules ?? null;
		},
		roomsOf(topic, dates, { timeZone, version }) {
			if (version !== rules?.version) return null;
			return dates.map((date) => {
				const name = roomName(topic, date);
				const room = rooms.get(name) ?? newRoom(topic, date, timeZone);
				rooms.set(name, room);
				return room;
			});
		},
		follow(holder, watched) {
			const all = followed.get(holder) ?? new Set();
			followed.set(holder, all);
			for (const room of all) if (rooms.get(room.name) !== room) all.delete(room);
			for (const room of watched) all.add(room);
		},
		doubt,
		async settle(watched) {
			while (watched.some(({ stale }) => stale)) {
				if (watched.some((room) => rooms.get(room.name) !== room)) return false;
				await nextRound();
			}
			return watched.every((room) => rooms.get(room.name) === room);
		},
		occupancyChanged(span) {
			spans.push(span);
			pulse.beat();
		},
		holdsChanged() {
			look.holds = true;
			pulse.beat();
		},
		rulesChanged() {
			look.rules = true;
			pulse.beat();
		},
		forget() {
			doubt(rooms.values(), 'touched');
			look = { holds: true, rules: true };
			pulse.beat();
		},
		get roomCount() {
			return rooms.size;
		},
		stop() {
			clearTimeout(timer);
			pulse.stop();
		}
	};
}
