import type { Activity, FeedPage } from '$lib/server/bookings/activity';

/** Each change has a name of its own: "1005.3". */
export const nameOf = ({ bookingId, version }: Activity) => `${bookingId}.${version}`;

/**
 * Puts the newest page before what was read earlier. Where so much has happened that the two do not
 * meet, what was read earlier is left out: there would be a hole.
 */
export function withNewest(earlier: readonly Activity[], page: FeedPage): Activity[] {
	const last = page.activity.at(-1);
	const meets = last ? earlier.findIndex((one) => nameOf(one) === nameOf(last)) : -1;
	return meets < 0 ? page.activity : [...page.activity, ...earlier.slice(meets + 1)];
}
