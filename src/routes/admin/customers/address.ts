/** The list's search and sort as they were typed, to fill its form again (R13). */
export type Typed = { search: string; sort: string };

/** The address of the list, with another page or another part of it changed. */
export function listAddress(
	typed: Typed,
	changes: Partial<Typed> & { page?: number } = {}
): string {
	const { page = 1, ...rest } = changes;
	const entries = Object.entries({ ...typed, ...rest, page: page > 1 ? String(page) : '' });
	const search = new URLSearchParams(entries.filter(([, value]) => value)).toString();
	return search ? `/admin/customers?${search}` : '/admin/customers';
}

export type Order = 'name' | 'latest';

/** The sort that a press on a column's head asks for: that column, or the other way round. */
export function sortFor(order: Order, sort: string): string {
	const first = order === 'name' ? '' : '-latest';
	const second = order === 'name' ? '-name' : 'latest';
	return sort === first ? second : first;
}

/** How a column is sorted now, as `aria-sort` has it. */
export function sortedAs(order: Order, sort: string) {
	const [, minus, name] = /^(-?)(\w*)$/.exec(sort) ?? [];
	if ((name || 'name') !== order) return undefined;
	return minus ? 'descending' : 'ascending';
}
