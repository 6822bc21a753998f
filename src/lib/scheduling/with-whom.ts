import type { Policy } from './policy.ts';

/** With whom a booking is, and who does its service now: those who are active, by name. */
export type WithSomebody<Person extends { id: number } = { id: number }> = {
	fieldworker: { id: number };
	service: { doneBy: readonly Person[] };
};

type Rule = Pick<Policy, 'rescheduleFieldworker'>;

/**
 * The rule for this booking. A fieldworker who does not do it any more cannot be kept: then anybody
 * who does will do, so that a customer who is asked for another time can choose one.
 */
export const ruleFor = (
	{ fieldworker, service }: WithSomebody,
	{ rescheduleFieldworker: rule }: Rule
): Policy['rescheduleFieldworker'] =>
	rule === 'keep' && service.doneBy.every(({ id }) => id !== fieldworker.id) ? 'any' : rule;

/**
 * Everybody with whom its customer may get another time: the present one first, if they still do
 * it. Empty when nobody does it.
 */
export function takersOf<Person extends { id: number }>(
	booking: WithSomebody<Person>,
	rule: Rule
): Person[] {
	const { fieldworker, service } = booking;
	const own = service.doneBy.filter(({ id }) => id === fieldworker.id);
	if (ruleFor(booking, rule) === 'keep') return own;
	return [...own, ...service.doneBy.filter(({ id }) => id !== fieldworker.id)];
}

/**
 * Whom a customer's choice means, the present one first: one of them by id, or any of them. Without
 * a choice it is the present one where the business keeps or lets choose, as long as they can, and
 * else any. Null when the choice is not theirs.
 */
export function takersFor(
	booking: WithSomebody,
	rule: Rule,
	choice?: number | 'any'
): number[] | null {
	const own = booking.fieldworker.id;
	const takers = takersOf(booking, rule).map(({ id }) => id);
	const kind = ruleFor(booking, rule);
	const mayChoose = kind === 'choose';
	if (choice === undefined) return mayChoose && takers.includes(own) ? [own] : takers;
	if (choice === 'any') return kind === 'keep' ? null : takers;
	return takers.includes(choice) && (mayChoose || choice === own) ? [choice] : null;
}
