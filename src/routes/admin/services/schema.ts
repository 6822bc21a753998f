import { z } from 'zod';
import type { CatalogService } from '$lib/server/services/catalog';
import type { NewService } from '$lib/server/services/save';
import { color } from '../_parts/color';
import { openedField, type Meanwhile } from '../_parts/meanwhile';
import { whole, words } from '../_parts/whole';
import { formOfOverrides, overridesForm, overridesOf } from './overrides';

/** A service as its form holds it; the bounds are those of the table. */
export const serviceForm = overridesForm
	.extend({
		name: words(80).min(1, 'Type what customers call it.'),
		description: words(500),
		durationMinutes: whole('minutes', 5, 720),
		bufferBeforeMinutes: whole('minutes', 0, 240),
		bufferAfterMinutes: whole('minutes', 0, 240),
		priceText: words(80),
		color,
		active: z.boolean(),
		onPublicPage: z.boolean(),
		reminders: z.boolean(),
		fieldworkerIds: z
			.string()
			.regex(/^[1-9]\d{0,8}$/)
			.array()
			.max(1000),
		...openedField
	})
	.refine(({ moves, maxMoves }) => moves !== 'limited' || maxMoves !== '', {
		path: ['maxMoves'],
		error: 'Type how often at most.'
	});

export type ServiceForm = z.infer<typeof serviceForm>;

/** What came of it: saved, in words, or what others changed meanwhile. */
export type ServiceAnswer = { words?: string; meanwhile?: Meanwhile };

/** The form of a service, or with null of a new one. */
export function formOf(service: CatalogService | null): ServiceForm {
	return {
		name: service?.name ?? '',
		description: service?.description ?? '',
		durationMinutes: String(service?.durationMinutes ?? 60),
		bufferBeforeMinutes: String(service?.bufferBeforeMinutes ?? 0),
		bufferAfterMinutes: String(service?.bufferAfterMinutes ?? 0),
		priceText: service?.priceText ?? '',
		color: service?.color ?? '#0f766e',
		active: service?.active ?? true,
		onPublicPage: service?.onPublicPage ?? true,
		reminders: service?.reminders ?? true,
		fieldworkerIds: service?.fieldworkers.map(({ id }) => String(id)) ?? [],
		...formOfOverrides(service?.overrides ?? {}),
		opened: ''
	};
}

/** The service that a form says. */
export function serviceOf(form: ServiceForm): NewService {
	return {
		name: form.name,
		description: form.description,
		durationMinutes: Number(form.durationMinutes),
		bufferBeforeMinutes: Number(form.bufferBeforeMinutes),
		bufferAfterMinutes: Number(form.bufferAfterMinutes),
		priceText: form.priceText,
		color: form.color,
		active: form.active,
		onPublicPage: form.onPublicPage,
		reminders: form.reminders,
		overrides: overridesOf(form),
		fieldworkerIds: form.fieldworkerIds.map(Number)
	};
}
