import { monthOf } from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';
import { address } from '../address';

type Chosen = {
	service: number | undefined;
	fieldworker: string;
	part: string | undefined;
	/** The time that waits to be booked, and the zone by whose calendar it is looked for. */
	start: number | null;
	timeZone: string;
	/** The one fieldworker whose services are offered, if that was asked for. */
	person: number | undefined;
	/** Nothing has to be typed any more. */
	complete: boolean;
};
type Choice = {
	fieldworker?: string;
	month?: string | undefined;
	day?: string | undefined;
	at?: number;
	part?: string | undefined;
};

/** The steps as addresses: `of` is where a choice of the calendar leads, the others lead to their step. */
export function stepsFrom({ start, timeZone, person, complete, ...kept }: Chosen) {
	// A time leads to the review at once, where nothing has to be typed.
	const of = (choice: Choice) => {
		const step = choice.at !== undefined && complete ? 'review' : undefined;
		return address('/book', { ...kept, step, ...choice });
	};
	const at = start ?? undefined;
	const day = start === null ? undefined : localDateOf(start, timeZone);
	return {
		of,
		service: address('/book', { fieldworker: person }),
		time: of({ month: day && monthOf(day), day }),
		details: address('/book', { ...kept, at }),
		review: address('/book', { ...kept, step: 'review', at })
	};
}
