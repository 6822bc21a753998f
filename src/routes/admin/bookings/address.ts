export const statuses = {
	confirmed: 'Confirmed',
	completed: 'Completed',
	no_show: 'Did not come',
	cancelled: 'Cancelled'
} as const;

export const orders = ['when', 'customer', 'service', 'fieldworker', 'made'] as const;

/** The list's filter as it was typed, to fill its form again (R13). */
export type Typed = Record<
	'search' | 'status' | 'fieldworker' | 'service' | 'from' | 'until' | 'sort',
	string
>;

/** What is wrong with which part of the address, in words. */
export type Problems = Partial<Record<keyof Typed | 'page', string[]>>;

/** The address of the same list, with another page or another part of it changed. */
export function listAddress(
	typed: Typed,
	changes: Partial<Typed> & { page?: number } = {}
): string {
	const { page = 1, ...rest } = changes;
	const { from, ...parts } = { ...typed, ...rest };
	const entries = Object.entries({ ...parts, page: page > 1 ? String(page) : '' });
	const given = entries.filter(([, value]) => value);
	// Without a first day it would be today's: that there is none has to be said.
	return `?${new URLSearchParams([['from', from], ...given])}`;
}

/** The sort that a press on a column's head asks for: that column, or the other way round. */
export function sortFor(order: (typeof orders)[number], sort: string): string {
	if (order === 'when') return sort === '' ? '-when' : '';
	const first = order === 'made' ? '-made' : order;
	if (sort !== first) return first;
	return order === 'made' ? 'made' : `-${order}`;
}

/** How a column is sorted now, as `aria-sort` has it. */
export function sortedAs(order: (typeof orders)[number], sort: string) {
	const [, minus, name] = /^(-?)(\w*)$/.exec(sort) ?? [];
	if ((name || 'when') !== order) return undefined;
	return minus ? 'descending' : 'ascending';
}
