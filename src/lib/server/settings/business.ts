import type { Queryable } from '../database/connection.ts';

/**
 * The business that this Reslot runs for. `timeZone` is IANA; rules use it (R11). `locale` says the
 * language of dates and, as "-u-hc-h23" or "-u-hc-h12", the clock. `weekStart` is 1 for Monday to 7
 * for Sunday. `logo` tells one logo from the next; null without one.
 */
export type Business = {
	name: string;
	timeZone: string;
	locale: string;
	address: string;
	phone: string;
	email: string;
	accentColor: string;
	weekStart: number;
	logo: number | null;
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
			accent_color as "accentColor",
			week_start as "weekStart",
			(select changed_at from business_logo) as logo
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

/** Sets up the business, or changes what is known of it; its logo is a matter of its own. */
export async function saveBusiness(
	sql: Queryable,
	business: Omit<Business, 'logo'>
): Promise<void> {
	const columns = {
		name: business.name,
		time_zone: business.timeZone,
		locale: business.locale,
		address: business.address,
		phone: business.phone,
		email: business.email,
		accent_color: business.accentColor,
		week_start: business.weekStart
	};
	await sql`
		insert into business ${sql(columns)}
		on conflict (id) do update
		set ${sql(columns)}
	`;
}
