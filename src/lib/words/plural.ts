type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * What is said of a number of things in this language: `#` stands for the number, written as the
 * language writes it.
 */
export function plural(language: string, count: number, forms: Forms): string {
	const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
	return form.replace('#', new Intl.NumberFormat(language).format(count));
}
