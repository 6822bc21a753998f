import { z } from 'zod';
import type { TeamMember } from '$lib/server/people/team';
import { color } from '../_parts/color';
import { consentFields } from '../_parts/hours/consent';
import { openedField } from '../_parts/meanwhile';
import { words } from '../_parts/whole';

/** A fieldworker as their form holds them; their hours have a form of their own. */
export const fieldworkerForm = z.object({
	name: words(80).min(1, 'Type their name: customers read it.'),
	email: z
		.string()
		.trim()
		.max(254, 'Keep this to 254 characters at most.')
		.refine(
			(typed) => typed === '' || z.email().safeParse(typed).success,
			'Type an email address like ana@example.com, or leave this empty.'
		),
	color,
	active: z.boolean(),
	serviceIds: z
		.string()
		.regex(/^[1-9]\d{0,8}$/)
		.array()
		.max(1000),
	...consentFields,
	...openedField
});

export type FieldworkerForm = z.infer<typeof fieldworkerForm>;

/** The form of a fieldworker, or with null of a new one. */
export function formOf(fieldworker: TeamMember | null): FieldworkerForm {
	return {
		name: fieldworker?.name ?? '',
		email: fieldworker?.email ?? '',
		color: fieldworker?.color ?? '#4f46e5',
		active: fieldworker?.active ?? true,
		serviceIds: fieldworker?.services.map(({ id }) => String(id)) ?? [],
		seen: '',
		ask: [],
		opened: ''
	};
}

/** Who a form says they are. */
export const fieldworkerOf = (form: FieldworkerForm) => ({
	name: form.name,
	email: form.email,
	color: form.color,
	active: form.active,
	serviceIds: form.serviceIds.map(Number)
});
