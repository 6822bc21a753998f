import type { Words } from '../words/index.ts';
import { addDays, endOfDay, localDate } from './zoned-time.ts';
import { refusalWords } from './refusals.ts';
import { takersOf, type WithSomebody } from './with-whom.ts';

/**
 * What the flags, with a service's overrides, say. Notice windows in elapsed hours before the
 * start, lead time and slot interval in minutes, `furthestDays` in calendar days of the business.
 * `maxMoves` is how often a customer may move one booking; null for as often as they like. For
 * `holdMinutes` a chosen time is kept for the one who chose it; 0 for not at all.
 */
export type Policy = {
	allowReschedule: boolean;
	allowCancel: boolean;
	realTimeAvailability: boolean;
	rescheduleNoticeHours: number;
	cancelNoticeHours: number;
	tooLateWords: string;
	leadTimeMinutes: number;
	slotIntervalMinutes: number;
	furthestDays: number;
	maxMoves: number | null;
	holdMinutes: number;
	/** Whether customers may change phone, address and notes; and must say why they cancel. */
	allowEditDetails: boolean;
	requireCancelComment: boolean;
	/** Whom a customer may move a booking to: its own fieldworker, any who is free, or one they choose. */
	rescheduleFieldworker: 'keep' | 'any' | 'choose';
	/** Whether new bookings keep the Terms that they are made under. */
	freezeTerms: boolean;
	/** Whether visitors prove that an email address is theirs before anything is booked under it. */
	requireEmailProof: boolean;
};

/** What a service may have rules of its own for; what is absent is as the business has it. */
export type PolicyOverrides = Partial<
	Pick<
		Policy,
		| 'allowReschedule'
		| 'allowCancel'
		| 'rescheduleNoticeHours'
		| 'cancelNoticeHours'
		| 'tooLateWords'
		| 'leadTimeMinutes'
		| 'slotIntervalMinutes'
		| 'furthestDays'
		| 'maxMoves'
	>
>;

/** What a booking was made under, and keeps where the business has frozen it. */
export type Terms = Pick<Policy, 'rescheduleNoticeHours' | 'cancelNoticeHours' | 'maxMoves'>;

/**
 * The rules that bind one booking: the business's, then its service's own, then the terms frozen for
 * it. Switches are never frozen: off is off for everybody at once.
 */
export function policyFor<P extends Policy>(
	policy: P,
	{ overrides, terms }: { overrides: PolicyOverrides; terms: Terms | null }
): P {
	return { ...policy, ...overrides, ...terms };
}

/** The part of the rules that a booking made under them may keep. */
export const termsOf = ({ rescheduleNoticeHours, cancelNoticeHours, maxMoves }: Policy): Terms => ({
	rescheduleNoticeHours,
	cancelNoticeHours,
	maxMoves
});

export type BookingStatus = 'confirmed' | 'completed' | 'no_show' | 'cancelled';

/**
 * What of a booking the rules look at; instants in epoch milliseconds, without buffers. Where it is
 * not known who does its service, it is taken that somebody does.
 */
export type BookingState = {
	status: BookingStatus;
	startsAt: number;
	endsAt: number;
	customerMoves: number;
} & Partial<WithSomebody>;

/** What a customer may ask for. `edit` changes details such as address and notes, not the time. */
export type Action = 'reschedule' | 'cancel' | 'edit';

export type RefusalReason =
	| 'reschedule_off'
	| 'cancel_off'
	| 'details_off'
	| 'comment_required'
	| 'cancelled'
	| 'completed'
	| 'no_show'
	| 'past'
	| 'too_late'
	| 'max_moves'
	| 'fieldworker_gone';

/**
 * Allowed while now is before `until`, or refused for a reason, in words for the customer's screen.
 * A refusal for `too_late` also says since when, in `until`. Instants in epoch milliseconds.
 */
export type Decision =
	| { allowed: true; until: number }
	| { allowed: false; reason: RefusalReason; words: string; until?: number };

export type NewTimeRefusal = 'too_soon' | 'too_far';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Whether a customer may do this to their booking now (R3; staff are not bound by it, R12). The
 * cut-off belongs to "too late": at `until` itself it is refused, as a booking is past at its start.
 * Reasons are judged in the order that helps most: what the booking is, what the business allows at
 * all, how often it was moved, whether anybody could take it, how late it is. `now` comes from the database's clock.
 * @param said in whose words it is refused
 */
export function decide(
	action: Action,
	booking: BookingState,
	policy: Policy,
	now: number,
	said: Words['refusals']
): Decision {
	const until = booking.startsAt - noticeHours(action, policy) * HOUR;
	const reason = refusal(action, booking, policy, now, until);
	if (!reason) return { allowed: true, until };
	const words = refusalWords(reason, action, booking, policy, now, said);
	return reason === 'too_late'
		? { allowed: false, reason, words, until }
		: { allowed: false, reason, words };
}

/**
 * Whether a customer may move a booking to this start, as far as lead time and the furthest day
 * go: the same bounds as slotBounds(). Whether the time is free is not judged here (R3, R9).
 */
export function decideNewTime(
	startsAt: number,
	policy: Policy,
	now: number,
	zone: string,
	said: Words['refusals']
): { allowed: true } | { allowed: false; reason: NewTimeRefusal; words: string } {
	const { earliest, latest } = slotBounds(policy, now, zone);
	if (startsAt < earliest) return { allowed: false, reason: 'too_soon', words: said.too_soon };
	if (startsAt > latest) return { allowed: false, reason: 'too_far', words: said.too_far };
	return { allowed: true };
}

/**
 * The first and the last instant at which a new time may start, both still allowed, epoch
 * milliseconds: now plus the lead time, and the last millisecond of the day that is `furthestDays`
 * after today in the business's zone (R11). RangeError for a bad zone.
 */
export function slotBounds(
	policy: Policy,
	now: number,
	zone: string
): { earliest: number; latest: number } {
	const lastDate = addDays(localDate(zone, now), policy.furthestDays);
	return { earliest: now + policy.leadTimeMinutes * MINUTE, latest: endOfDay(zone, lastDate) - 1 };
}

function refusal(
	action: Action,
	booking: BookingState,
	policy: Policy,
	now: number,
	until: number
): RefusalReason | undefined {
	if (booking.status !== 'confirmed') return booking.status;
	if (now >= booking.startsAt) return 'past';
	if (action === 'cancel' && !policy.allowCancel) return 'cancel_off';
	if (action !== 'cancel' && !policy.allowReschedule) return 'reschedule_off';
	if (action === 'edit' && !policy.allowEditDetails) return 'details_off';
	if (action === 'reschedule' && (policy.maxMoves ?? Infinity) <= booking.customerMoves) {
		return 'max_moves';
	}
	if (action === 'reschedule' && hasNobody(booking, policy)) return 'fieldworker_gone';
	return now < until ? undefined : 'too_late';
}

/** Whether there is nobody left with whom it could get another time. */
function hasNobody({ fieldworker, service }: BookingState, policy: Policy): boolean {
	if (!fieldworker || !service) return false;
	return takersOf({ fieldworker, service }, policy).length === 0;
}

function noticeHours(action: Action, policy: Policy): number {
	if (action === 'reschedule') return policy.rescheduleNoticeHours;
	return action === 'cancel' ? policy.cancelNoticeHours : 0;
}
