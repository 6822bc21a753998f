import { zoneNamed } from '$lib/scheduling/zoned-time';
import { presentName } from './zone-names';

/** The one name of a zone that came from outside by any of its names; null for what is none. */
export function properZone(name: string): string | null {
	const known = zoneNamed(name);
	return known && presentName(known);
}

/** Every zone that can be chosen, by its IANA name, in order. */
export const ZONES: readonly string[] = [
	...Intl.supportedValuesOf('timeZone').map(presentName),
	'UTC'
].sort();

/** "Europe/Berlin" as somebody would look for it: "Berlin, Europe". */
export const sayZone = (zone: string) => zone.replaceAll('_', ' ').split('/').reverse().join(', ');

/**
 * The IANA name of the zone that somebody typed: its name in any capitals, with spaces or
 * underscores, as sayZone() says it, or just its city where there is but one of that name. Null for
 * none.
 */
export function findZone(typed: string): string | null {
	const plain = (words: string) => words.trim().toLowerCase().replaceAll('_', ' ');
	const wanted = plain(typed);
	const named = ZONES.find((zone) => [plain(zone), plain(sayZone(zone))].includes(wanted));
	if (named) return named;
	const ofCity = ZONES.filter((zone) => plain(zone.split('/').at(-1) ?? '') === wanted);
	if (ofCity.length === 1) return ofCity[0] ?? null;
	// An older name, which engines know but do not list.
	return /^[A-Za-z_]+\/[\w/+-]+$/.test(typed) ? properZone(typed) : null;
}
