const NAME = 'booking';

/** The booking that an address asks for, or null. */
export function bookingIn(search: string): number | null {
	const text = new URLSearchParams(search).get(NAME) ?? '';
	return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** An address with that booking open, or with none. */
export function withBooking(href: string, bookingId: number | null): URL {
	const url = new URL(href);
	if (bookingId === null) url.searchParams.delete(NAME);
	else url.searchParams.set(NAME, String(bookingId));
	return url;
}

/** The address without its wish to move the booking, or null where it has none. */
export function withoutMove(href: string): URL | null {
	const url = new URL(href);
	if (!url.searchParams.has('move')) return null;
	url.searchParams.delete('move');
	return url;
}

/** The page of a new booking, filled in as far as is known. */
export function hrefOfNew(known: {
	start: number;
	fieldworker: number | 'any';
	service: number | undefined;
}): string {
	const query = new URLSearchParams({
		start: String(known.start),
		fieldworker: String(known.fieldworker),
		...(known.service && { service: String(known.service) })
	});
	return `/admin/bookings/new?${query}`;
}
