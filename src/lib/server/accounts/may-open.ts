import { runsBackOffice, type Role } from './staff.ts';

/**
 * What of the back office a fieldworker opens, by route: pages and endpoints that can be read, and
 * the actions that can be done there. Whatever is not named here is closed to them, and what is read
 * there is read in their scope: their own bookings alone.
 */
const FIELDWORKERS: Record<string, readonly string[] | 'every action'> = {
	'/admin': [],
	'/admin/calendar': [],
	'/admin/activity': [],
	'/admin/board/reopen': ['default'],
	'/admin/bookings': [],
	'/admin/bookings/[id]': ['outcome', 'reopen'],
	'/admin/bookings/[id]/view': [],
	'/admin/account': 'every action',
	// There is nothing at these addresses, for anybody.
	'/admin/[...path]': []
};

/**
 * Whether a role may send a request to a route of the back office. `action` is the name of the
 * page's action that a POST is for.
 */
export function mayOpen(
	role: Role,
	routeId: string,
	method: string,
	action: string | null
): boolean {
	if (runsBackOffice(role)) return true;
	const actions = Object.hasOwn(FIELDWORKERS, routeId) ? FIELDWORKERS[routeId] : undefined;
	if (!actions) return false;
	if (method === 'GET' || method === 'HEAD' || actions === 'every action') return true;
	return method === 'POST' && action !== null && actions.includes(action);
}
