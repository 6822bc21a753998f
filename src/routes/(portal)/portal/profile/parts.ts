import type { Profile } from '$lib/server/portal/profile';

type Clock = '' | 'h12' | 'h23';

/** A profile as its form has it: `''` is what the device says, and the clock that is usual in a language. */
export type ProfileFields = {
	name: string;
	phone: string;
	address: string;
	timeZone: string;
	language: string;
	clock: Clock;
	reminders: boolean;
	/** The profile that was seen when the form was opened, as JSON. */
	seen: string;
};

const KEYS = ['name', 'phone', 'address', 'timeZone', 'language', 'clock', 'reminders'] as const;

/** A locale's two parts: "en-AU-u-hc-h23" is "en-AU" by the clock of 24 hours. */
function partsOf(locale: string | null): { language: string; clock: Clock } {
	if (locale === null) return { language: '', clock: '' };
	const { baseName, hourCycle } = new Intl.Locale(locale);
	return {
		language: baseName,
		clock: hourCycle === 'h12' || hourCycle === 'h23' ? hourCycle : ''
	};
}

/** The other way round. Without a clock of its own a language has its usual one. */
export function localeOf(language: string, clock: Clock): string {
	return clock === '' ? language : `${new Intl.Locale(language).baseName}-u-hc-${clock}`;
}

/** What the form shows of a profile. */
export function fieldsOf(profile: Profile): ProfileFields {
	const { name, phone, address, timeZone, locale, reminders } = profile;
	return {
		...{ name, phone, address, reminders },
		timeZone: timeZone ?? '',
		...partsOf(locale),
		seen: JSON.stringify({ name, phone, address, timeZone, locale, reminders })
	};
}

/**
 * A form of which something was changed meanwhile: what its sender left as they had seen it is as it
 * is now, what they changed stays. `clash` where both have changed the same to something else.
 */
export function merge(
	typed: ProfileFields,
	seen: ProfileFields,
	now: ProfileFields
): { fields: ProfileFields; clash: boolean } {
	const touched = <K extends keyof ProfileFields>(key: K) => typed[key] !== seen[key];
	const pick = <K extends keyof ProfileFields>(key: K) => (touched(key) ? typed : now)[key];
	const fields: ProfileFields = {
		name: pick('name'),
		phone: pick('phone'),
		address: pick('address'),
		timeZone: pick('timeZone'),
		language: pick('language'),
		clock: pick('clock'),
		reminders: pick('reminders'),
		seen: now.seen
	};
	const clash = KEYS.some(
		(key) => touched(key) && now[key] !== seen[key] && now[key] !== typed[key]
	);
	return { fields, clash };
}

/**
 * The profile that a form makes. Whoever chooses a clock only gets it in the language that their
 * device has.
 */
export function profileOf(fields: ProfileFields, deviceLocale: string): Profile {
	const { name, phone, address, timeZone, language, clock, reminders } = fields;
	const locale = language === '' && clock === '' ? null : localeOf(language || deviceLocale, clock);
	return { name, phone, address, timeZone: timeZone || null, locale, reminders };
}
