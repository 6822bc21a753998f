import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { runsBackOffice, type Staff } from '$lib/server/accounts/staff';
import { staffOf, type Asking } from '../_parts/booking/read';

const id = z.int().positive().max(Number.MAX_SAFE_INTEGER);
const instant = z
	.int()
	.min(Date.UTC(2000, 0, 1))
	.max(Date.UTC(2100, 0, 1));

/** What the acts of the board are asked with. Instants in epoch milliseconds. */
export const parts = { id, instant, smallId: z.int().positive().max(2_147_483_647) };

/** A stretch of time that ends after it begins. */
export const inOrder = [
	({ startsAt, endsAt }: { startsAt: number; endsAt: number }) => startsAt < endsAt,
	'The end is not after the start.'
] as const;

/** The JSON that a page of ours sent. Throws a 400 for anything else (R13). */
export async function readAsked<T extends z.ZodType>(
	request: Request,
	schema: T
): Promise<z.infer<T>> {
	const sent: unknown = await request.json().catch(() => undefined);
	const asked = schema.safeParse(sent);
	if (!asked.success) {
		error(400, 'This did not arrive as it should. Load the page again and try once more.');
	}
	return asked.data;
}

/** Who is signed in, if they run the back office: a fieldworker's board is read only (403). */
export function officeOf(asking: Asking): Staff {
	const staff = staffOf(asking);
	if (!runsBackOffice(staff.role)) error(403, 'Your account can look at the calendar only.');
	return staff;
}
