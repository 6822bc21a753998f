export const statuses = {
	confirmed: 'Confirmed',
	completed: 'Completed',
	no_show: 'Did not come',
	cancelled: 'Cancelled'
} as const;

/** The list's filter as it was typed, to fill its form again (R13). */
export type Typed = Record<'search' | 'status' | 'fieldworker' | 'from' | 'until', string>;

/** What is wrong with which part of the address, in words. */
export type Problems = Partial<Record<keyof Typed | 'page', string[]>>;

/** The address of the same list, on another page. */
export function pageAddress(typed: Typed, page: number): string {
	return `?${new URLSearchParams({ ...typed, page: String(page) })}`;
}
