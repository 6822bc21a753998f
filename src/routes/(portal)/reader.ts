import { page } from '$app/state';
import type { Place } from '$lib/dates';
import type { Zones } from './place';

/** By whose clocks a page is read, and which other zone its times are said in as well. */
type Reader = { place: Place; beside: string | null };

/**
 * By whose clocks, and in which language of dates, the reader of this page reads now. It is the page's
 * own word rather than that of what is shown on it, so that the switch changes open popups too.
 */
export function reader(): Reader {
	const { place, zones, business } = page.data as {
		place: Place;
		zones: Zones;
		business: Place | null;
	};
	return { place, beside: zones.shown === 'own' ? (business?.timeZone ?? null) : zones.own };
}
