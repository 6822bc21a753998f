/**
 * A path as it may be logged: without the secret of a link (R5), whatever of it a mail program has
 * written as a code.
 */
export function loggedPath(pathname: string): string {
	return pathname
		.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replace(/^\/+(b|join|reset|portal\/sign-in)\/[^/]+/, '/$1/…')
		.replace(/[\w-]{32,}/g, '…');
}

/**
 * Where to go after signing in: a page of this site at or below one of these places, whatever the
 * address bar claims. Anything else is the first of them.
 */
export function nextPage(
	next: string | null,
	places: readonly [string, ...string[]] = ['/admin']
): string {
	const [first] = places;
	const here = 'http://here.invalid';
	if (!next || !URL.canParse(next, here)) return first;
	const { origin, pathname, search, hash } = new URL(next, here);
	const inside = places.some((place) => pathname === place || pathname.startsWith(`${place}/`));
	return origin === here && inside ? pathname + search + hash : first;
}
