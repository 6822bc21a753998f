/** A path as it may be logged: without the secret of a manage link (R5). */
export function loggedPath(pathname: string): string {
	return pathname.replace(/^\/b\/[^/]+/, '/b/…').replace(/[\w-]{32,}/g, '…');
}

/**
 * Where to go after signing in: a page of the back office of this site, whatever the address bar
 * claims. Anything else is `/admin`.
 */
export function nextPage(next: string | null): string {
	const here = 'http://here.invalid';
	if (!next || !URL.canParse(next, here)) return '/admin';
	const { origin, pathname, search, hash } = new URL(next, here);
	const inside = pathname === '/admin' || pathname.startsWith('/admin/');
	return origin === here && inside ? pathname + search + hash : '/admin';
}
