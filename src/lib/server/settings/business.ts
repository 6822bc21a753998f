import type { Queryable } from '../database/connection.ts';

/** The business that this Reslot runs for. `timeZone` is IANA; rules use it (R11). */
export type Business = {
	name: string;
	timeZone: string;
	locale: string;
	address: string;
	phone: string;
	email: string;
	accentColor: string;
};

/** The business, or null while nobody has set one up. */
export async function readBusiness(sql: Queryable): Promise<Business | null> {
	const [business] = await sql<Business[]>`
		select
			name,
			time_zone as "timeZone",
			locale,
			address,
			phone,
			email,
			accent_color as "accentColor"
		from business
	`;
	return business ?? null;
}

/**
 * The business, where nothing can be done without one.
 * @throws when none has been set up
 */
export async function requireBusiness(sql: Queryable): Promise<Business> {
	const business = await readBusiness(sql);
	if (!business) throw new Error('No business has been set up in this database yet');
	return business;
}

/** Sets up the business, or changes what is known of it. */
export async function saveBusiness(sql: Queryable, business: Business): Promise<void> {
	const columns = {
		name: business.name,
		time_zone: business.timeZone,
		locale: business.locale,
		address: business.address,
		phone: business.phone,
		email: business.email,
		accent_color: business.accentColor
	};
	await sql`
		insert into business ${sql(columns)}
		on conflict (id) do update
		set ${sql(columns)}
	`;
}
