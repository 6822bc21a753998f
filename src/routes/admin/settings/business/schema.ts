import { z } from 'zod';
import type { Business } from '$lib/server/settings/business';
import type { Facts, ZoneChange } from '$lib/server/settings/change-business';
import { openedField, openedOf, type Meanwhile } from '../../_parts/meanwhile';
import { isLanguage, localeOf, partsOf } from '$lib/languages';
import { findZone } from '$lib/time-zones';

/** One line as somebody typed it, without what a database cannot keep (R13). */
const line = (most: number) =>
	z
		.string()
		.overwrite((text) => text.replaceAll('\0', '').toWellFormed())
		.trim()
		.max(most, `Keep this to ${most} characters at most.`);

/** The business's facts as their form holds them. */
export const businessForm = z.object({
	name: line(120).refine((name) => name !== '', 'Type the name that customers know you by.'),
	address: line(300),
	phone: line(40),
	email: z
		.email('Type the whole email address, like name@example.com, or leave it blank.')
		.max(254)
		.or(z.literal('')),
	timeZone: z.string().transform((typed, context) => {
		const zone = findZone(typed);
		if (zone) return zone;
		context.addIssue('Type a city or a zone of the list, like Australia/Sydney.');
		return z.NEVER;
	}),
	language: z.string().max(35).refine(isLanguage, 'Choose a language of the list.'),
	clock: z.enum(['h23', 'h12'], 'Choose one of the two clocks.'),
	weekStart: z.string().regex(/^[1-7]$/, 'Choose a day.'),
	accentColor: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^#[0-9a-f]{6}$/, 'Type a colour as # and six digits, like #0f766e.'),
	/** The zone whose effect on bookings was seen, when it shall be changed all the same. */
	zoneSeen: z.string().max(100),
	...openedField
});

export type BusinessForm = z.infer<typeof businessForm>;

/** A question about what another zone does to bookings. */
export type ZoneAnswer = { saved: false; from: string; to: string; change: ZoneChange };

/** What came of it: saved, or that question, or what others changed meanwhile. */
export type BusinessAnswer = { saved: true } | ZoneAnswer | { saved: false; meanwhile: Meanwhile };

export function formOf(business: Facts): BusinessForm {
	const { name, address, phone, email, timeZone, locale, accentColor, weekStart } = business;
	return {
		...{ name, address, phone, email, timeZone, accentColor },
		...partsOf(locale),
		weekStart: String(weekStart),
		zoneSeen: '',
		opened: openedOf({ name, address, phone, email, timeZone, locale, accentColor, weekStart })
	};
}

export function factsOf(form: BusinessForm): Omit<Business, 'logo'> {
	const { name, address, phone, email, timeZone, accentColor } = form;
	return {
		...{ name, address, phone, email, timeZone, accentColor },
		locale: localeOf(form.language, form.clock),
		weekStart: Number(form.weekStart)
	};
}
