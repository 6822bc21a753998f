import { instant } from './month';

type Sent = { data: { startsAt: number; choose?: number | undefined }; errors: object };

/**
 * Whether a form was sent only to look at another time, without JavaScript; the form then names
 * that one. A start that cannot be shown again becomes none.
 */
export function looksAtAnotherTime(form: Sent): boolean {
	const { startsAt, choose } = form.data;
	const other = instant.safeParse(choose);
	form.data.startsAt = other.data ?? instant.safeParse(startsAt).data ?? 0;
	form.data.choose = undefined;
	if (other.success) form.errors = {};
	return other.success;
}
