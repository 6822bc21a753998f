import { refreshAll } from '$app/navigation';
import { presentName } from '$lib/zone-names';
import { SHOWN_COOKIE, ZONE_COOKIE, ZONE_COOKIE_AGE } from './zone-cookie';

function keep(name: string, value: string) {
	const secure = location.protocol === 'https:' ? '; secure' : '';
	const kept = `path=/; max-age=${ZONE_COOKIE_AGE}; samesite=lax${secure}`;
	document.cookie = `${name}=${encodeURIComponent(value)}; ${kept}`;
}

function kept(name: string): string | undefined {
	const start = `${name}=`;
	const found = document.cookie.split('; ').find((part) => part.startsWith(start));
	return found && decodeURIComponent(found.slice(start.length));
}

/** Reads on the other clocks from now on. A popup stays open, as the page's state is kept. */
export async function showClocks(whose: 'own' | 'business'): Promise<void> {
	keep(SHOWN_COOKIE, whose);
	await refreshAll();
}

/**
 * Tells the server of a browser that is in another zone than the business, or than it was last time. To
 * be called once a page has woken up.
 * @param own the zone that the page takes for the reader's, null where it knows none but the business's:
 * it may be that of their profile or of a booking, and not this browser's
 */
export async function noticeZone(businessZone: string, own: string | null): Promise<void> {
	const timeZone = presentName(Intl.DateTimeFormat().resolvedOptions().timeZone);
	const known = kept(ZONE_COOKIE) ?? (own === null ? presentName(businessZone) : null);
	if (!timeZone || timeZone === known) return;
	keep(ZONE_COOKIE, timeZone);
	await refreshAll();
}
