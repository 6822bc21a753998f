import type { Cookies } from '@sveltejs/kit';
import { newVisitorSecret, visitorCookie, visitorOf } from '$lib/server/holds/visitor';
import { runtime } from '$lib/server/runtime';

/** Who visits, if their browser was here before: what they hold is not in their own way. */
export function knownVisitor(cookies: Cookies): Buffer | undefined {
	return visitorOf(cookies.get(visitorCookie(runtime().config.origin).name));
}

/** Who visits; a browser that is here for the first time is given a cookie to be known by. */
export function recogniseVisitor(cookies: Cookies): Buffer | undefined {
	const known = knownVisitor(cookies);
	if (known) return known;
	const { name, attributes } = visitorCookie(runtime().config.origin);
	cookies.set(name, newVisitorSecret(), attributes);
	return undefined;
}
