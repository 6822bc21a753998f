import { z } from 'zod';
import { isLanguage } from '$lib/languages';
import type { Profile } from '$lib/server/portal/profile';
import { findZone } from '$lib/time-zones';
import type { Words } from '$lib/words';
import { contactDetails, personName } from '../../typed';
import type { ProfileFields } from './parts';

/** Said once, whatever else is wrong with it. */
const only = (error: string) => ({ error, abort: true });

/** One's own details. */
export const profileForm = (words: Words) => {
	const { profile } = words;
	const { phone, address } = contactDetails(words);
	return z.object({
		name: personName(words),
		phone,
		address,
		timeZone: z.string().max(60, only(profile.zoneWrong)).refine(isZone, profile.zoneWrong),
		language: z
			.string()
			.max(35, only(profile.languageWrong))
			.refine(isPlainLanguage, profile.languageWrong),
		clock: z.enum(['', 'h12', 'h23'], profile.clockWrong).default(''),
		reminders: z.boolean(),
		seen: z.string().max(10_000).default('')
	});
};

const isZone = (zone: string) => zone === '' || findZone(zone) === zone;

/** Whether it is a language without wishes of its own, such as one for a clock. */
const isPlainLanguage = (code: string) =>
	code === '' || (isLanguage(code) && new Intl.Locale(code).baseName === code);

/** What came of saving; `now` is what it was found to be where it was changed meanwhile. */
export type ProfileAnswer = { saved: true } | { saved: false; now: Profile };

const seenProfile = z.object({
	name: z.string(),
	phone: z.string(),
	address: z.string(),
	timeZone: z.string().nullable(),
	locale: z.string().nullable(),
	reminders: z.boolean()
});

/** What was seen by whoever sent a form; what cannot be read is nothing that anybody saw. */
export function seenIn({ seen }: Pick<ProfileFields, 'seen'>): Profile {
	const nothing = { name: '', phone: '', address: '', timeZone: null, locale: null };
	try {
		return seenProfile.parse(JSON.parse(seen));
	} catch {
		return { ...nothing, reminders: true };
	}
}
