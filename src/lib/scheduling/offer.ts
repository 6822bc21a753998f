import type { Intervals } from './intervals.ts';
import { slotBounds, type Policy, type PolicyOverrides } from './policy.ts';
import { slotsOfAny, type Calendar, type SlotRules } from './slots.ts';
import { openings, type WorkingHours } from './working-hours.ts';
import { addDays, endOfDay, startOfDay, type LocalDate } from './zoned-time.ts';

/** What a time is wanted for: its length and buffers in minutes, and who could do it. */
export type Want = {
	durationMinutes: number;
	bufferBeforeMinutes: number;
	bufferAfterMinutes: number;
	fieldworkerIds: readonly number[];
	/** The service's own rules. */
	overrides: PolicyOverrides;
};

/** What bounds every offer of times: the business's zone, its flags, and everybody's hours. */
export type OfferRules = { timeZone: string; policy: Policy; hours: Hours };

/** The hours that bound everybody's, and each fieldworker's own. */
export type Hours = { business: WorkingHours; of(fieldworkerId: number): WorkingHours };

/**
 * When one fieldworker is taken, buffers included, in order of start, and by what: `owners` has a
 * booking's id, a hold's negated, or 0 for a blocked event.
 */
export type Taken = Intervals & { fieldworkerId: number; owners: readonly number[] };

/**
 * The days asked for, `from` up to, not including, `until`, at the instant `now`. What is `mine`
 * (owners as in Taken) is not in the way. With `within: 'hours'` nothing is.
 */
export type OfferRange = {
	from: LocalDate;
	until: LocalDate;
	now: number;
	mine?: ReadonlySet<number>;
	within?: 'free' | 'hours';
};

/** Starts in epoch milliseconds. `held` would be free, had not somebody else put a hold on them. */
export type TimesOnOffer = { times: { start: number; fieldworkerIds: number[] }[]; held: number[] };

/**
 * The times that a customer may choose: within working hours, lead time and the furthest day, and,
 * with real-time availability on, free (R10).
 *
 * `taken` has everybody who is wanted, and reaches a day beyond the days asked for on either side;
 * the hours hold the exceptions of two. RangeError for a bad zone or date.
 */
export function timesOnOffer(
	rules: OfferRules,
	want: Want,
	taken: readonly Taken[],
	range: OfferRange
): TimesOnOffer {
	const { timeZone, hours } = rules;
	const policy: Policy = { ...rules.policy, ...want.overrides };
	const bounds = slotBounds(policy, range.now, timeZone);
	const slotRules: SlotRules = {
		durationMinutes: want.durationMinutes,
		bufferBeforeMinutes: want.bufferBeforeMinutes,
		bufferAfterMinutes: want.bufferAfterMinutes,
		stepMinutes: policy.slotIntervalMinutes,
		earliest: Math.max(bounds.earliest, startOfDay(timeZone, range.from)),
		latest: Math.min(bounds.latest, endOfDay(timeZone, addDays(range.until, -1)) - 1)
	};
	const calendars = want.fieldworkerIds.map((fieldworkerId) => ({
		fieldworkerId,
		openings: openings(hours.of(fieldworkerId), hours.business, timeZone, range.from, range.until),
		taken: taken.find((one) => one.fieldworkerId === fieldworkerId) ?? NOTHING
	}));
	const free = (counts: (owner: number) => boolean) =>
		slotsOfAny(
			calendars.map((calendar): Calendar => ({ ...calendar, taken: only(calendar.taken, counts) })),
			slotRules
		);

	if (!policy.realTimeAvailability || range.within === 'hours') {
		return { times: free(() => false), held: [] };
	}
	const isMine = (owner: number) => range.mine?.has(owner) ?? false;
	const times = free((owner) => !isMine(owner));
	const heldByOthers = calendars.some(({ taken: { owners } }) =>
		owners.some((owner) => owner < 0 && !isMine(owner))
	);
	if (!heldByOthers) return { times, held: [] };
	const isFree = new Set(times.map(({ start }) => start));
	const withoutHolds = free((owner) => owner >= 0 && !isMine(owner));
	return {
		times,
		held: withoutHolds.map(({ start }) => start).filter((start) => !isFree.has(start))
	};
}

const NOTHING = { starts: [], ends: [], owners: [] } as const;

/** The stretches whose owner counts; as they are when all do, which is nearly always. */
function only(
	taken: Intervals & { owners: readonly number[] },
	counts: (owner: number) => boolean
): Intervals {
	const { starts, ends, owners } = taken;
	if (owners.every(counts)) return taken;
	return {
		starts: starts.filter((_, index) => counts(owners[index]!)),
		ends: ends.filter((_, index) => counts(owners[index]!))
	};
}
