import { fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { requireBusiness } from '$lib/server/settings/business';
import {
	changeReminders,
	readReminders,
	reminderValues,
	type ReminderSettings
} from '$lib/server/settings/change-reminders';
import { readFlags } from '$lib/server/settings/flags';
import { openedOf, sayMeanwhile, seenIn } from '../../_parts/meanwhile';
import type { Actions, PageServerLoad } from './$types';
import { formOf, reminderForm, settingsOf, type ReminderAnswer } from './schema';
import { NO_SERVICE } from './words';

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const [present, policy] = await Promise.all([readReminders(sql), readFlags(sql)]);
	return {
		form: await superValidate<Infer<typeof reminderForm>, ReminderAnswer>(
			{ ...formOf(present), opened: openedOf(reminderValues(present)) },
			zod4(reminderForm)
		),
		services: present.services.map(({ id, name, color, active, upcoming }) => ({
			...{ id, name, color },
			...(active ? {} : { note: 'not in use' }),
			...(upcoming > 0 && { unticked: sayUnticked(upcoming) })
		})),
		policy,
		now: Date.now()
	};
};

const sayUnticked = (upcoming: number) =>
	upcoming === 1
		? 'Nobody is reminded of the booking to come.'
		: `Nobody is reminded of the ${upcoming} bookings to come.`;

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate<Infer<typeof reminderForm>, ReminderAnswer>(
			request,
			zod4(reminderForm)
		);
		if (!form.valid) return fail(400, { form });
		const settings = settingsOf(form.data);
		const opened = seenIn(form.data);
		const saved = await changeReminders(sql, { settings, by: staff!, opened });
		form.data.opened = openedOf(saved.now);
		if (saved.result === 'changed') {
			const meanwhile = sayMeanwhile(saved, await requireBusiness(sql));
			return message(form, { meanwhile }, { status: 409 });
		}
		return message(form, { words: saySaved(settings, saved.upcoming) });
	}
};

function saySaved({ serviceIds }: ReminderSettings, upcoming: number): string {
	if (serviceIds.length === 0) return `Saved. ${NO_SERVICE}`;
	if (upcoming === 0) return 'Saved. It counts for every booking from now on.';
	return upcoming === 1
		? 'Saved. It counts for the upcoming booking too.'
		: `Saved. It counts for the ${upcoming} upcoming bookings too.`;
}
