/** In whose language, and country's manner, dates can be said. */
export const LANGUAGES = [
	...['en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ', 'en-SG', 'en-US', 'en-ZA'],
	...['cs-CZ', 'da-DK', 'de-AT', 'de-CH', 'de-DE', 'es-ES', 'es-MX', 'es-US', 'et-EE', 'fi-FI'],
	...['fr-BE', 'fr-CA', 'fr-CH', 'fr-FR', 'hr-HR', 'hu-HU', 'id-ID', 'is-IS', 'it-IT', 'ja-JP'],
	...['ko-KR', 'lt-LT', 'lv-LV', 'mi-NZ', 'nb-NO', 'nl-BE', 'nl-NL', 'pl-PL', 'pt-BR', 'pt-PT'],
	...['ro-RO', 'sk-SK', 'sl-SI', 'sv-SE', 'tr-TR', 'uk-UA', 'vi-VN', 'zh-CN', 'zh-TW']
];

export type Clock = 'h23' | 'h12';

/** The choices by name; what the business has already is one of them whatever it is. */
export function languages(present: string): { code: string; name: string }[] {
	const names = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' });
	return [...new Set([...LANGUAGES, present])]
		.map((code) => ({ code, name: names.of(code) ?? code }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Whether dates can be said in this language at all. */
export function isLanguage(code: string): boolean {
	try {
		return Intl.DateTimeFormat.supportedLocalesOf(code).length > 0;
	} catch {
		return false;
	}
}

/** A locale as the form has it: the language, and the clock that is usual there if none was chosen. */
export function partsOf(locale: string): { language: string; clock: Clock } {
	const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
	const clock = hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23';
	return { language: new Intl.Locale(locale).baseName, clock };
}

/** The other way round: "en-AU" and "h23" are "en-AU-u-hc-h23". */
export const localeOf = (language: string, clock: Clock) => `${language}-u-hc-${clock}`;
