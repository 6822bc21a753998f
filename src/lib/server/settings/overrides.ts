import type { PolicyOverrides } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';

/** A service and the rules that it has of its own; without any it goes by the business's. */
export type ServiceRules = {
	id: number;
	name: string;
	active: boolean;
	overrides: PolicyOverrides;
};

/** Every service with its own rules, those that can be booked first. */
export async function listOverrides(sql: Queryable): Promise<ServiceRules[]> {
	return sql<ServiceRules[]>`
		select
			id,
			name,
			active,
			policy_overrides as overrides
		from service
		order by active desc, name, id
	`;
}
