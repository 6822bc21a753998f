import { loggedPath, nextPage } from '$lib/server/http/paths';
import { address } from '../address';

/** Where somebody goes who has signed in: the page of the customer's side that they wanted, if any. */
export const nextOf = (url: URL): string => wantedPage(url.searchParams.get('next'));

/** A page of the customer's side, where it is one; else the list of their bookings. */
export const wantedPage = (path: string | null): string =>
	nextPage(path, ['/portal', '/book', '/b']);

/** The longest path that is kept, in characters. */
const LONGEST = 300;

/**
 * What is kept of it until the mail's link is opened, be that on another device: the page, and of what is
 * being booked the choice. Null for the list of bookings, and for an address that holds a secret (R5).
 */
export function pathToKeep(url: URL): string | null {
	const wanted = nextPage(url.searchParams.get('next'), ['/portal', '/book']);
	const { pathname, search } = new URL(wanted, url);
	const next = pathname === '/book' ? pathname + search : pathname;
	const isPage = /^\/(portal\/.|book$|book\?)/.test(next);
	return isPage && next.length <= LONGEST && loggedPath(next) === next ? next : null;
}

/** An address on the way of signing in, which leads on to what was wanted. */
export function onTheWay(path: string, url: URL, query: Record<string, string> = {}): string {
	const next = nextOf(url);
	return address(path, { ...query, next: next === '/portal' ? undefined : next });
}

/** Where somebody signs in who then comes back to the page that they were at. */
export const signInFor = (url: URL): string => address('/portal', { next: url.pathname });
