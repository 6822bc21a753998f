import { error } from '@sveltejs/kit';
import { bookingToPreview, type ShownBooking } from '$lib/server/mail/preview-booking';
import type { Draft } from '$lib/server/mail/preview';
import { runtime } from '$lib/server/runtime';
import { kindOf, previewForm } from './schema';

/** A draft that somebody sent to be shown or tried, and what it shall be shown with. */
export async function draftOf(
	{ sql, staff }: Pick<App.Locals, 'sql' | 'staff'>,
	kind: string,
	sent: unknown
): Promise<{ draft: Draft; shown: ShownBooking; scheme: 'light' | 'dark' }> {
	const asked = previewForm.safeParse(sent);
	if (!asked.success) error(400, asked.error.issues[0]?.message ?? 'This cannot be read.');
	const { subject, body, booking: id, find, allowed, scheme } = asked.data;
	const shown = await bookingToPreview(sql, { id, find });
	const draft: Draft = {
		kind: kindOf(kind),
		template: { subject, body },
		booking: shown.booking,
		allowed,
		origin: runtime().config.origin,
		reader: staff!.name
	};
	return { draft, shown, scheme };
}
