import { baseOf } from './booking-address';
import { page } from '$app/state';

const ROOT = '/b/[token]';

/**
 * Loads the page that the way back has led to where the router only changes the address. It does so
 * after a reload, which makes a page of what was a popup (sveltejs/kit#16457).
 */
export function loadWhereHistoryLeads() {
	// The router hears of it after this does.
	const look = () => setTimeout(() => showsAnother() && location.reload());
	addEventListener('popstate', look);
	return () => removeEventListener('popstate', look);
}

function showsAnother(): boolean {
	const id = page.route.id ?? '';
	if (!id.includes(ROOT)) return false;
	const below = id.slice(id.indexOf(ROOT) + ROOT.length);
	return page.url.pathname !== baseOf(page.params) + below;
}
