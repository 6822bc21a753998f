export type View = 'timeGridWeek' | 'timeGridDay';

/** What the address asks the calendar to show: a date, whatever that is, and how much around it. */
export function askedFor(): { date: string | null; view: View } {
	// The address bar, because `page` does not know what replaceState put there.
	const asked = new URLSearchParams(location.search);
	const narrow = matchMedia('(width < 48rem)').matches;
	const day = asked.has('view') ? asked.get('view') === 'day' : narrow;
	return { date: asked.get('date'), view: day ? 'timeGridDay' : 'timeGridWeek' };
}

/** The present address with what is shown, so that coming back from a booking finds it again. */
export function addressOf(date: string, view: View): URL {
	const url = new URL(location.href);
	url.searchParams.set('date', date);
	url.searchParams.set('view', view === 'timeGridDay' ? 'day' : 'week');
	return url;
}
