import type { WeeklySpan } from '../../scheduling/working-hours.ts';
import type { Queryable } from '../database/connection.ts';
import { readWeeklyHours } from '../hours/read.ts';
import type { Fieldworker } from './fieldworkers.ts';

/** A fieldworker as the back office knows them, with how many upcoming confirmed bookings they have. */
export type TeamMember = Fieldworker & {
	email: string;
	services: { id: number; name: string }[];
	upcoming: number;
};

/** Everybody who does or did the work: those who do first, by name. */
export async function listTeam(sql: Queryable): Promise<TeamMember[]> {
	return read(sql, null);
}

/** One of them with their weekly hours, or null. */
export async function findFieldworker(
	sql: Queryable,
	id: number
): Promise<(TeamMember & { weekly: WeeklySpan[] }) | null> {
	const [[fieldworker], weekly] = await Promise.all([read(sql, id), readWeeklyHours(sql, id)]);
	return fieldworker ? { ...fieldworker, weekly } : null;
}

const read = (sql: Queryable, id: number | null) => sql<TeamMember[]>`
	select
		f.id,
		f.name,
		f.email,
		f.color,
		f.active,
		(
			select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
			from fieldworker_service fs
			join service s on s.id = fs.service_id
			where fs.fieldworker_id = f.id
		) as services,
		(
			select count(*)
			from booking b
			where b.fieldworker_id = f.id
				and b.status = 'confirmed'
				and b.starts_at > (select reslot_clock())
		) as upcoming
	from fieldworker f
	where ${id === null ? sql`true` : sql`f.id = ${id}`}
	order by f.active desc, f.name, f.id
`;
