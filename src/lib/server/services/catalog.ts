import type { PolicyOverrides } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';
import type { Service } from '../services.ts';

/**
 * A service as the back office knows it: whoever does it, whether customers find it on the public
 * page, whether they are reminded of it, the rules of its own, and how many upcoming confirmed bookings it has.
 */
export type CatalogService = Omit<Service, 'fieldworkers'> & {
	active: boolean;
	onPublicPage: boolean;
	reminders: boolean;
	overrides: PolicyOverrides;
	fieldworkers: { id: number; name: string; color: string; active: boolean }[];
	upcoming: number;
};

/** Every service that there is or was, those in use first, by name. */
export async function listCatalog(sql: Queryable): Promise<CatalogService[]> {
	return read(sql, null);
}

/** One service, or null. */
export async function findService(sql: Queryable, id: number): Promise<CatalogService | null> {
	const [service] = await read(sql, id);
	return service ?? null;
}

const read = (sql: Queryable, id: number | null) => sql<CatalogService[]>`
	select
		s.id,
		s.name,
		s.description,
		s.duration_minutes as "durationMinutes",
		s.buffer_before_minutes as "bufferBeforeMinutes",
		s.buffer_after_minutes as "bufferAfterMinutes",
		s.price_text as "priceText",
		s.color,
		s.active,
		s.on_public_page as "onPublicPage",
		s.reminders,
		s.policy_overrides as overrides,
		(
			select coalesce(
				json_agg(
					json_build_object('id', f.id, 'name', f.name, 'color', f.color, 'active', f.active)
					order by f.name, f.id
				),
				'[]'
			)
			from fieldworker_service fs
			join fieldworker f on f.id = fs.fieldworker_id
			where fs.service_id = s.id
		) as fieldworkers,
		(
			select count(*)
			from booking b
			where b.service_id = s.id
				and b.status = 'confirmed'
				and b.starts_at > (select reslot_clock())
		) as upcoming
	from service s
	where ${id === null ? sql`true` : sql`s.id = ${id}`}
	order by s.active desc, s.name, s.id
`;
