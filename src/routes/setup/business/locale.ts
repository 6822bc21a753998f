import { isLanguage, localeOf, partsOf } from '$lib/languages';

const USUAL = 'en-US';

/** The language that a browser asks for first, and the clock and the week that are usual there. */
export function habitsOf(acceptLanguage: string | null): { locale: string; weekStart: number } {
	const wanted = acceptLanguage?.split(',')[0]?.split(';')[0]?.trim() ?? '';
	const language = wanted && isLanguage(wanted) ? wanted : USUAL;
	return {
		locale: localeOf(language, partsOf(language).clock),
		weekStart: new Intl.Locale(language).getWeekInfo().firstDay
	};
}
