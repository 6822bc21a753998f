import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { replanForCustomer } from '../reminders/plan-customer.ts';
import type { SignedIn } from './session.ts';

/** What customers change of themselves; their bookings keep what they were made with. */
export type Profile = Pick<
	SignedIn,
	'name' | 'phone' | 'address' | 'timeZone' | 'locale' | 'reminders'
>;

type Saved = { result: 'saved' } | { result: 'changed'; now: Profile } | { result: 'not_found' };

/**
 * Changes a customer's own details. `seen` is what they saw when they began: where something is
 * otherwise by now, nothing is changed and the answer is what it is.
 */
export async function changeProfile(
	sql: Sql,
	customerId: number,
	{ profile, seen }: { profile: Profile; seen: Profile }
): Promise<Saved> {
	return transaction<Saved>(sql, async (tx) => {
		const [now] = await tx<Profile[]>`
			select name, phone, address, time_zone as "timeZone", locale, reminders
			from customer
			where id = ${customerId}
				and erased_at is null
			for no key update
		`;
		if (!now) return { result: 'not_found' };
		if (!sameProfile(now, seen) && !sameProfile(now, profile)) return { result: 'changed', now };
		await tx`
			update customer
			set name = ${profile.name},
				phone = ${profile.phone},
				address = ${profile.address},
				time_zone = ${profile.timeZone},
				locale = ${profile.locale},
				reminders = ${profile.reminders}
			where id = ${customerId}
		`;
		if (now.reminders !== profile.reminders) await replanForCustomer(tx, customerId);
		return { result: 'saved' };
	});
}

const sameProfile = (one: Profile, other: Profile) =>
	one.name === other.name &&
	one.phone === other.phone &&
	one.address === other.address &&
	one.timeZone === other.timeZone &&
	one.locale === other.locale &&
	one.reminders === other.reminders;
