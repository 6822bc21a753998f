import type { Queryable } from './database/connection.ts';

export type Service = {
	id: number;
	name: string;
	description: string;
	durationMinutes: number;
	bufferBeforeMinutes: number;
	bufferAfterMinutes: number;
	priceText: string;
	color: string;
	fieldworkers: { id: number; name: string }[];
};

/** The services that can be booked now, each with the active fieldworkers who can do it. */
export async function listServices(sql: Queryable): Promise<Service[]> {
	return sql<Service[]>`
		select
			s.id,
			s.name,
			s.description,
			s.duration_minutes as "durationMinutes",
			s.buffer_before_minutes as "bufferBeforeMinutes",
			s.buffer_after_minutes as "bufferAfterMinutes",
			s.price_text as "priceText",
			s.color,
			json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name) as fieldworkers
		from service s
		join fieldworker_service fs on fs.service_id = s.id
		join fieldworker f on f.id = fs.fieldworker_id and f.active
		where s.active
			and s.on_public_page
		group by s.id
		order by s.name, s.id
	`;
}

/** Adds a service to what can be booked, done by nobody yet. Answers with its id. */
export async function addService(
	sql: Queryable,
	service: Omit<Service, 'id' | 'fieldworkers'>
): Promise<number> {
	const [added] = await sql<{ id: number }[]>`
		insert into service ${sql({
			name: service.name,
			description: service.description,
			duration_minutes: service.durationMinutes,
			buffer_before_minutes: service.bufferBeforeMinutes,
			buffer_after_minutes: service.bufferAfterMinutes,
			price_text: service.priceText,
			color: service.color
		})}
		returning id
	`;
	if (!added) throw new Error('A service was not stored');
	return added.id;
}
