import type { BoardFilter } from '../contract';

/** Whom and what a filter can name. */
export type Known = {
	fieldworkers: readonly { id: number }[];
	services: readonly { id: number }[];
};

/** The states of a booking, as the address and the screen have them. */
export const statuses = {
	confirmed: 'Confirmed',
	completed: 'Completed',
	no_show: 'Did not come',
	cancelled: 'Cancelled'
} as const;

const LONGEST_SEARCH = 200;

export const NO_FILTER: BoardFilter = {
	fieldworkerIds: [],
	serviceIds: [],
	statuses: [],
	search: ''
};

/**
 * Reads the filter from an address: `fieldworker=1,2&service=3&status=confirmed&search=ana`. What
 * makes no sense is left out, and `ignored` says so in words (R13).
 */
export function readFilter(search: string, known: Known) {
	const params = new URLSearchParams(search);
	const ignored: string[] = [];
	/** The parts of a list that `find` knows, each once; what it does not know is told. */
	function listed<T>(name: string, what: string, find: (part: string) => T | undefined): T[] {
		const parts = (params.get(name) ?? '').split(',').filter((part) => part !== '');
		const found = parts.map(find);
		const unknown = parts.filter((_, index) => found[index] === undefined);
		if (unknown.length > 0) {
			ignored.push(
				`The address names ${what} that is not here: ${unknown.join(', ').slice(0, 60)}.`
			);
		}
		return [...new Set(found.filter((part) => part !== undefined))];
	}
	const idOf = (list: readonly { id: number }[]) => (part: string) =>
		list.find(({ id }) => String(id) === part)?.id;

	let words = (params.get('search') ?? '').trim();
	if (words.length > LONGEST_SEARCH || words.includes('\0')) {
		ignored.push('The address searches for something that cannot be searched for.');
		words = '';
	}
	const filter: BoardFilter = {
		fieldworkerIds: listed('fieldworker', 'a fieldworker', idOf(known.fieldworkers)),
		serviceIds: listed('service', 'a service', idOf(known.services)),
		statuses: listed('status', 'a status', (part) =>
			Object.hasOwn(statuses, part) ? (part as keyof typeof statuses) : undefined
		),
		search: words
	};
	return { filter, ignored };
}

/** The same address with this filter. */
export function narrowed(address: string, filter: BoardFilter): URL {
	const url = new URL(address);
	writeFilter(url.searchParams, filter);
	return url;
}

/** Puts a filter into the parameters of an address; what it does not narrow is not in there. */
function writeFilter(params: URLSearchParams, filter: BoardFilter): void {
	const parts = {
		fieldworker: filter.fieldworkerIds.join(','),
		service: filter.serviceIds.join(','),
		status: filter.statuses.join(','),
		search: filter.search
	};
	for (const [name, value] of Object.entries(parts)) {
		if (value) params.set(name, value);
		else params.delete(name);
	}
}

/** A filter as text: the same for the same filter, and empty for none. */
export function filterText(filter: BoardFilter): string {
	const params = new URLSearchParams();
	writeFilter(params, filter);
	return params.toString();
}
