import { minuteOfDay } from '../../scheduling/zoned-time.ts';

/** The parts of a day by which people choose, in order. */
export const PARTS = ['morning', 'afternoon', 'evening'] as const;

export type PartOfDay = (typeof PARTS)[number];

/** The minutes of the day at which the afternoon and the evening begin. */
const NOON = 12 * 60;
const EVENING = 17 * 60;

/** Which part of the day an instant falls in, on the zone's clocks. */
export function partOfDay(at: number, timeZone: string): PartOfDay {
	const minute = minuteOfDay(timeZone, at);
	return minute < NOON ? 'morning' : minute < EVENING ? 'afternoon' : 'evening';
}
