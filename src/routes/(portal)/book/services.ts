import type { Service } from '$lib/server/services';

type Person = { id: number; name: string };

/**
 * What is offered to choose from: all services, or those of the one fieldworker who was asked for.
 * `person` is null for anyone; `gone` where nobody by that id can be booked.
 */
export function offeredWith(
	services: readonly Service[],
	asked: string
): { services: readonly Service[]; person: Person | null; gone: boolean } {
	if (asked === 'any') return { services, person: null, gone: false };
	const does = ({ fieldworkers }: Service) => fieldworkers.find(({ id }) => String(id) === asked);
	const theirs = services.filter(does);
	const [first] = theirs;
	const person = (first && does(first)) ?? null;
	return person
		? { services: theirs, person, gone: false }
		: { services, person: null, gone: true };
}

/** The name of whom a service will be with: the one who was asked for, or who is held; else unknown. */
export function whomOf(
	service: Pick<Service, 'fieldworkers'> | null,
	asked: string,
	held: number | undefined
): string | undefined {
	const people = service?.fieldworkers ?? [];
	const id = asked === 'any' ? held : Number(asked);
	return (people.length === 1 ? people[0] : people.find((person) => person.id === id))?.name;
}
