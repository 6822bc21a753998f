import { LANGUAGES } from '$lib/languages';
import { ZONES } from '$lib/time-zones';

export type Zone = { zone: string; place: string };

/** Every zone by the part of the world that it is in, and there by the name of its place. */
export function zonesByRegion(): { region: string; zones: Zone[] }[] {
	const regions = new Map<string, Zone[]>();
	for (const zone of ZONES) {
		const [region = '', ...rest] = zone.split('/');
		if (rest.length === 0) continue;
		const place = rest.reverse().join(', ').replaceAll('_', ' ');
		regions.set(region, [...(regions.get(region) ?? []), { zone, place }]);
	}
	return [...regions].map(([region, zones]) => ({
		region,
		zones: zones.sort((one, other) => one.place.localeCompare(other.place, 'en'))
	}));
}

/** The languages that dates can be said in, each by its own name; `present` is one of them. */
export function ownLanguages(present: string): { code: string; name: string }[] {
	return [...new Set(present === '' ? LANGUAGES : [...LANGUAGES, present])]
		.map((code) => ({ code, name: ownName(code) }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function ownName(code: string): string {
	const names = new Intl.DisplayNames([code], { type: 'language', languageDisplay: 'standard' });
	const name = names.of(code) ?? code;
	return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
