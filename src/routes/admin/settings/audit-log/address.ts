/** The address of the log with what it is narrowed to; `before` is where an earlier page ended. */
export function logAddress(typed: { person: string; kind: string }, before?: string): string {
	const entries = Object.entries({ ...typed, before: before ?? '' });
	const search = new URLSearchParams(entries.filter(([, value]) => value)).toString();
	return `/admin/settings/audit-log${search ? `?${search}` : ''}`;
}
