import { listChoices } from '$lib/server/bookings/choices';
import { previewTime } from '$lib/server/bookings/preview';
import { whoIsFree } from '$lib/server/bookings/suggest';
import { findCustomerByEmail } from '$lib/server/people/customers-edit';
import { requireBusiness } from '$lib/server/settings/business';
import { sayPreview } from '../../_parts/booking/words';
import type { NewBookingForm } from './schema';
import { startAt } from './wall';

/** What staff are warned of before it is booked (R12). */
export type Judgement = {
	startsAt: number;
	warnings: string[];
	/** The fieldworker's time is taken: booked all the same, it is shared. */
	taken: boolean;
	/** The fieldworker who was chosen does the service, and still works here. */
	does: boolean;
	/** Whom to book: the one who was chosen, or one who is free. Null where nobody is. */
	fieldworkerId: number | null;
};

/** Looks at what is typed as a booking; of a wish for anybody, at those who do the service. */
export async function judge(sql: App.Locals['sql'], typed: NewBookingForm): Promise<Judgement> {
	const [{ timeZone, locale }, { services }] = await Promise.all([
		requireBusiness(sql),
		listChoices(sql)
	]);
	const serviceId = Number(typed.serviceId);
	const startsAt = startAt(typed, timeZone);
	if (startsAt === null) throw new RangeError('The form let a time through that is none');
	const minutes = services.find(({ id }) => id === serviceId)?.durationMinutes ?? 0;
	const fieldworkerId =
		typed.fieldworker === 'any'
			? ((await whoIsFree(sql, { serviceId, startsAt }))[0] ?? null)
			: Number(typed.fieldworker);
	if (fieldworkerId === null) {
		return { startsAt, warnings: [], taken: false, does: true, fieldworkerId };
	}
	const preview = await previewTime(sql, {
		serviceId,
		fieldworkerId,
		startsAt,
		endsAt: startsAt + minutes * 60_000
	});
	const warnings = sayPreview(preview, { timeZone, locale }).map(({ words }) => words);
	const does = preview.doesService && preview.active;
	return { startsAt, warnings, taken: !preview.free, does, fieldworkerId };
}

/** A new customer whose address somebody else is known by already. */
export async function judgeCustomer(
	sql: App.Locals['sql'],
	typed: NewBookingForm
): Promise<string[]> {
	const known = await findCustomerByEmail(sql, typed.email);
	if (!known || String(known.id) === typed.customerId) return [];
	return [`This email address is ${known.name}’s. The booking will be among theirs`];
}
