import { previewTime, type TimePreview } from '$lib/server/bookings/preview';
import { whoIsFree } from '$lib/server/bookings/suggest';
import type { Asking } from '../_parts/booking/read';

/** What a time would mean, and with whom it would be. Null for anybody, where nobody is free. */
export type Foreseen =
	{ fieldworkerId: number; preview: TimePreview } | { fieldworkerId: null; preview: null };

type Wanted = {
	bookingId?: number;
	serviceId?: number;
	fieldworkerId: number | 'any';
	startsAt: number;
	endsAt: number;
};

/** Looks at a time with somebody, or with whoever of a service's fieldworkers works then and is free. */
export async function foresee({ sql }: Pick<Asking, 'sql'>, wanted: Wanted): Promise<Foreseen> {
	const fieldworkerId = await whoever({ sql }, wanted);
	if (fieldworkerId === null) return { fieldworkerId, preview: null };
	return { fieldworkerId, preview: await previewTime(sql, { ...wanted, fieldworkerId }) };
}

/** Whom a booking would be with: who was chosen, or one who works then and is free; else null. */
export async function whoever(
	{ sql }: Pick<Asking, 'sql'>,
	wanted: Pick<Wanted, 'serviceId' | 'fieldworkerId' | 'startsAt'>
): Promise<number | null> {
	const { serviceId, fieldworkerId, startsAt } = wanted;
	if (fieldworkerId !== 'any') return fieldworkerId;
	if (serviceId === undefined) return null;
	return (await whoIsFree(sql, { serviceId, startsAt }))[0] ?? null;
}
