import type { Day, OwnDay } from '../../live/messages.ts';
import type { Want } from '../../scheduling/offer.ts';
import { endOfDay, startOfDay, type LocalDate } from '../../scheduling/zoned-time.ts';
import type { Span } from './changes.ts';

/**
 * What people watch: a want and a name for it. `s4.any` is service 4 with anybody, `s4.7` the same
 * with fieldworker 7, `b1001.7.90` a booking of 90 minutes where its service takes other ones.
 */
export type Topic = { key: string; want: Want };

/**
 * One day of one topic, for all who watch it. `from` and `until` bound the time that matters to it,
 * service and buffers included: what is taken outside of that changes nothing.
 */
export type Room = Topic & {
	name: string;
	date: LocalDate;
	from: number;
	until: number;
	/** What everybody sees; null until it has been worked out. */
	day: Day | null;
	/** What those see who have a booking or a hold on that day, by their key. */
	own: Map<string, OwnDay>;
	/**
	 * It may be different by now: something was heard that touches it, or somebody who comes in needs
	 * to be sure of it.
	 */
	stale: false | 'touched' | 'doubted';
	/** When time itself takes the next start away, in epoch milliseconds. */
	changesAt: number;
};

const MINUTE = 60_000;

export const roomName = (topic: Topic, date: LocalDate) => `slots:${topic.key}:${date}`;

/** An empty room. RangeError for a bad zone or date. */
export function newRoom(topic: Topic, date: LocalDate, timeZone: string): Room {
	const { bufferBeforeMinutes, durationMinutes, bufferAfterMinutes } = topic.want;
	return {
		...topic,
		name: roomName(topic, date),
		date,
		from: startOfDay(timeZone, date) - bufferBeforeMinutes * MINUTE,
		until: endOfDay(timeZone, date) + (durationMinutes + bufferAfterMinutes) * MINUTE,
		day: null,
		own: new Map(),
		stale: 'doubted',
		changesAt: Infinity
	};
}

/** Whether a room's times may be other ones because somebody's time was taken or freed. */
export const isTouchedBy = (room: Room, { fieldworkerId, from, until }: Span): boolean =>
	from < room.until && until > room.from && room.want.fieldworkerIds.includes(fieldworkerId);
