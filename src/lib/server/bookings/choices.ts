import type { Queryable } from '../database/connection.ts';

/** A service that staff can choose, with those who do it. */
export type ServiceChoice = {
	id: number;
	name: string;
	durationMinutes: number;
	active: boolean;
	fieldworkerIds: number[];
};

export type FieldworkerChoice = { id: number; name: string; active: boolean };

/**
 * What staff choose from, by name: every service and everybody who does or did the work, those that
 * are no longer active as well, since there are bookings of them.
 */
export async function listChoices(
	sql: Queryable
): Promise<{ services: ServiceChoice[]; fieldworkers: FieldworkerChoice[] }> {
	const [services, fieldworkers] = await Promise.all([
		sql<ServiceChoice[]>`
			select
				s.id,
				s.name,
				s.duration_minutes as "durationMinutes",
				s.active,
				array(
					select f.id
					from fieldworker_service fs
					join fieldworker f on f.id = fs.fieldworker_id
					where fs.service_id = s.id
						and f.active
					order by f.name, f.id
				) as "fieldworkerIds"
			from service s
			order by s.name, s.id
		`,
		sql<FieldworkerChoice[]>`
			select id, name, active
			from fieldworker
			order by name, id
		`
	]);
	return { services, fieldworkers };
}
