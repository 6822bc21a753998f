import type { Standings } from '$lib/server/bookings/standings';

/** "214 upcoming bookings" */
export const sayUpcoming = (count: number) =>
	count === 1 ? '1 upcoming booking' : `${count} upcoming bookings`;

/** What saving would come to, in one sentence; nothing where there is nothing to count. */
export const sayOnceSaved = ({ upcoming, reschedule, cancel, edit }: Standings) =>
	upcoming === 0
		? ''
		: `Once saved, of ${sayUpcoming(upcoming)} ${reschedule} can be rescheduled, ${cancel} cancelled, ${edit} edited.`;
