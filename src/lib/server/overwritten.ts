/** Values by the names that the audit log knows them by. */
export type Values = Readonly<Record<string, unknown>>;

/** What somebody else changed after a form was opened, and what saving that form would make of it. */
type Overwritten = { key: string; was: unknown; theirs: unknown; yours: unknown };

/** Nothing is saved: it would have overwritten what its saver has not seen. `now` is what it is. */
export type Changed = { result: 'changed'; now: Values; overwritten: Overwritten[] };

/**
 * Whether saving `wanted` would overwrite what others have made of it since it was `opened`; null
 * where it would not, and for a caller that had nothing before them. To be asked under a lock that
 * keeps what is `now` as it is. Values are what JSON can carry.
 */
export function changedSince(
	opened: Values | undefined,
	now: Values,
	wanted: Values
): Changed | null {
	if (!opened) return null;
	const differ = (one: Values, other: Values, key: string) =>
		JSON.stringify(one[key]) !== JSON.stringify(other[key]);
	const overwritten = [...new Set([...Object.keys(now), ...Object.keys(wanted)])]
		.filter((key) => differ(opened, now, key) && differ(now, wanted, key))
		.map((key) => ({ key, was: opened[key], theirs: now[key], yours: wanted[key] }));
	return overwritten.length > 0 ? { result: 'changed', now, overwritten } : null;
}
