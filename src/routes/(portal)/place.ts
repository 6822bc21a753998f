import type { RequestEvent } from '@sveltejs/kit';
import type { Place } from '$lib/dates';
import { offsetAt } from '$lib/scheduling/zoned-time';
import { isLocale } from '$lib/server/mail/when';
import { readBusiness } from '$lib/server/settings/business';
import { properZone } from '$lib/time-zones';
import { languageOf } from '$lib/words';
import { CHOSEN_COOKIE, SHOWN_COOKIE, ZONE_COOKIE } from './zone-cookie';

/** Whose clocks are shown. `own` is the reader's zone where it is another than the business's. */
export type Zones = { own: string | null; shown: 'own' | 'business' };

/** What tells of a reader. */
type Reader = Pick<RequestEvent, 'cookies' | 'request' | 'locals'>;

/** What is known of a customer's wishes. */
type Wishes = { timeZone: string | null; locale: string | null };

/**
 * By whose clocks, and in which language of dates, this reader reads. Their zone is the one they chose
 * in this browser, else that of their profile, else the browser's, and before that is known the one in
 * which the booking that they look at was made (`bookedIn`), as its mails say it; with the switch they
 * read the business's instead. The browser's own languages count only where they are the one of our
 * words: half a page in another language helps nobody.
 */
export function findPlace(
	{ cookies, request, locals }: Reader,
	business: Place,
	wishes: Wishes | null = locals.customer,
	bookedIn: string | null = null
): { place: Place; zones: Zones } {
	const locale =
		wishes?.locale && isLocale(wishes.locale)
			? wishes.locale
			: (browsersLocale(request.headers.get('accept-language'), business.locale) ??
				business.locale);
	const zone = [cookies.get(CHOSEN_COOKIE), wishes?.timeZone, cookies.get(ZONE_COOKIE), bookedIn]
		.map((name) => name && properZone(name))
		.find(Boolean);
	const own = zone && !alike(zone, business.timeZone) ? zone : null;
	const shown = own && cookies.get(SHOWN_COOKIE) !== 'business' ? 'own' : 'business';
	const timeZone = (shown === 'own' && own) || business.timeZone;
	return { place: { timeZone, locale }, zones: { own, shown } };
}

/**
 * The zone that a booking keeps of the reader who makes or moves it, by which its mails go: their own as
 * their pages show it, null where they read the business's clocks. Not that of their profile: it counts
 * before this one in any case, and is not for whoever else has the booking's link.
 */
export async function zoneToKeep(
	event: Reader,
	bookedIn: string | null = null
): Promise<string | null> {
	const business = await readBusiness(event.locals.sql);
	if (!business) return null;
	const { zones } = findPlace(event, business, null, bookedIn);
	return zones.shown === 'own' ? zones.own : null;
}

/** A place for a reader before there is a business. */
export const NOWHERE: Place = { timeZone: 'UTC', locale: 'en' };

/**
 * Which of the languages of our words this reader's pages and answers are in. Where that cannot be
 * read it is English: whoever needs the database next says what is wrong.
 */
export async function findLanguage(event: Reader): Promise<string> {
	const business = await readBusiness(event.locals.sql).catch(() => null);
	return languageOf(findPlace(event, business ?? NOWHERE).place.locale);
}

const YEAR = 366 * 86_400_000;

/** Whether two zones' clocks show the same all through a year from now, as those of neighbours do. */
function alike(one: string, other: string): boolean {
	if (one === other) return true;
	const now = Date.now();
	for (let at = now; at < now + YEAR; at += YEAR / 24) {
		if (offsetAt(one, at) !== offsetAt(other, at)) return false;
	}
	return true;
}

/**
 * The language and country that the browser asks for first, where our words and the business's are in
 * that language. Whatever else it says of them is left out: there is no end to what it can say.
 */
function browsersLocale(header: string | null, businessLocale: string): string | null {
	const [first = ''] = header?.split(',') ?? [];
	const asked = localeIn(first.split(';')[0]?.trim() ?? '');
	if (!asked?.region) return null;
	const { language, region } = asked;
	const ours = languageOf(language) === language && languageOf(businessLocale) === language;
	const hourCycle = localeIn(businessLocale)?.hourCycle;
	return ours ? new Intl.Locale(`${language}-${region}`, { hourCycle }).toString() : null;
}

function localeIn(tag: string): Intl.Locale | null {
	try {
		return new Intl.Locale(tag);
	} catch {
		return null;
	}
}
