import type { MonthOfTimes, ReadDays } from '../components/times/months.ts';

/**
 * How a page stands with the hub: not yet there, live, on its way back (what is shown may be old),
 * told that its times cannot be watched, or that it may not come back.
 */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'refused' | 'ended';

/** What a calendar of times needs to be live. */
export type LiveTimes = {
	readonly state: LiveState;
	/** The month that is shown, and so wanted. */
	watch(shown: MonthOfTimes): void;
	/** Days with everything newer that has been heard of them. Reactive. */
	merge<Read extends ReadDays>(read: Read): Read;
};
