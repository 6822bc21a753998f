import { policyFor } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';
import { readFlags, type Flags } from '../settings/flags.ts';
import type { Booking } from './find.ts';

/** The rules that bind this booking now: the business's, its service's own, the terms it keeps. */
export async function readPolicy(sql: Queryable, booking: Booking): Promise<Flags> {
	const { terms, service } = booking;
	return policyFor(await readFlags(sql), { overrides: service.overrides, terms });
}
