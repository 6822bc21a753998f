import type { Policy } from '$lib/scheduling/policy';
import { ruleFor, takersOf } from '$lib/scheduling/with-whom';
import type { Booking } from '$lib/server/bookings/find';
import type { Words } from '$lib/words';

type Person = { id: number; name: string };
type Said = Words['reschedule']['withWhom'];

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
export function sayGone({ rule, people }: WithWhom, present: Person, words: Said): string | null {
	if (people.length === 0 || people.some(({ id }) => id === present.id)) return null;
	const [only, ...others] = people;
	const then =
		only && others.length === 0
			? words.only(only.name)
			: rule === 'choose'
				? words.choose
				: words.somebody;
	return `${words.gone(present.name)} ${then}`;
}

/**
 * With whom it will be, in a sentence, where that is not settled: `choice` as above, and the
 * fieldworker with whom the time is `held`, if it is.
 */
export function sayWithWhom(
	{ rule, people }: WithWhom,
	{
		present,
		choice,
		held
	}: { present: Person; choice?: string | undefined; held?: number | undefined },
	words: Said
): string | null {
	const only = people.length === 1 ? people[0]!.id : undefined;
	const chosen = choice === undefined || choice === 'any' ? undefined : Number(choice);
	const id = chosen ?? held ?? only;
	if (id === present.id) {
		return rule === 'keep' || choice === String(id) || only ? null : words.asNow(present.name);
	}
	const other = people.find((person) => person.id === id);
	if (other) return words.instead(other.name, present.name);
	return people.some((person) => person.id === present.id)
		? words.presentIfFree(present.name)
		: words.anyoneFree;
}
