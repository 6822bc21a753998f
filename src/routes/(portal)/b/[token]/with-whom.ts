import type { Policy } from '$lib/scheduling/policy';
import { ruleFor, takersOf } from '$lib/scheduling/with-whom';
import type { Booking } from '$lib/server/bookings/find';

type Person = { id: number; name: string };

/** With whom a booking may get another time, the present one first, and whether that is chosen. */
export type WithWhom = { rule: Policy['rescheduleFieldworker']; people: Person[] };

export const withWhom = (booking: Booking, policy: Policy): WithWhom => ({
	rule: ruleFor(booking, policy),
	people: takersOf(booking, policy)
});

/**
 * The choice that a page shows: the wanted one while it is theirs, else the present fieldworker, or
 * anyone when that one is gone. Undefined where there is nothing to choose.
 */
export function choiceOf(
	{ rule, people }: WithWhom,
	present: number,
	wanted?: string
): string | undefined {
	const can = (id: string) => people.some((person) => String(person.id) === id);
	if (rule !== 'choose' || people.length === 0) return undefined;
	if (people.length === 1 && can(String(present))) return undefined;
	if (wanted !== undefined && (wanted === 'any' || can(wanted))) return wanted;
	return can(String(present)) ? String(present) : 'any';
}

/**
 * That another time will be with somebody else, because whoever the booking is with does not do it
 * any more; null where they do.
 */
export function sayGone({ rule, people }: WithWhom, present: Person): string | null {
	if (people.length === 0 || people.some(({ id }) => id === present.id)) return null;
	const why = `${present.name} does not do this any more.`;
	const [only, ...others] = people;
	if (only && others.length === 0) return `${why} Another time will be with ${only.name}.`;
	return rule === 'choose'
		? `${why} Another time will be with somebody else: choose with whom.`
		: `${why} Another time will be with somebody else. Your confirmation says who.`;
}

/**
 * With whom it will be, in a sentence, where that is not settled: `choice` as above, and the
 * fieldworker with whom the time is held, if it is.
 */
export function sayWithWhom(
	{ rule, people }: WithWhom,
	present: Person,
	choice: string | undefined,
	held: number | undefined
): string | null {
	const only = people.length === 1 ? people[0]!.id : undefined;
	const chosen = choice === undefined || choice === 'any' ? undefined : Number(choice);
	const id = chosen ?? held ?? only;
	if (id === present.id) {
		return rule === 'keep' || choice === String(id) || only
			? null
			: `With ${present.name}, as now.`;
	}
	const other = people.find((person) => person.id === id);
	if (other) return `With ${other.name} instead of ${present.name}.`;
	return people.some((person) => person.id === present.id)
		? `With ${present.name} if they are free then, otherwise with another of us. Your confirmation says who.`
		: 'With one of us who is free then. Your confirmation says who.';
}
