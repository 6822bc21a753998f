/** An address within the site; what is undefined is left out of its query. */
export function address(path: string, query: Record<string, string | number | undefined>): string {
	const given = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)]]
	);
	return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
