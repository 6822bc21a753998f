import type { BoardView } from './contract';

/** The views in the order in which they are offered, as people call them. */
export const views: { view: BoardView; name: string }[] = [
	{ view: 'month', name: 'Month' },
	{ view: 'week', name: 'Week' },
	{ view: 'day', name: 'Day' },
	{ view: 'list', name: 'List' },
	{ view: 'team', name: 'Team' }
];

/** What FullCalendar calls them. */
export const types: Record<BoardView, string> = {
	month: 'dayGridMonth',
	week: 'timeGridWeek',
	day: 'timeGridDay',
	list: 'listWeek',
	team: 'timeGridDay'
};

/** Ours for FullCalendar's, which knows nothing of Team. */
export const viewOf = (type: string): BoardView =>
	views.find(({ view }) => types[view] === type)?.view ?? 'week';

export type Asked = { date: string | null; view: BoardView };

/** What an address asks the board to show: a date that there is, or none, and how much around it. */
export function askedFor(search: string, narrow: boolean): Asked {
	const asked = new URLSearchParams(search);
	const found = views.find(({ view }) => view === asked.get('view'));
	return {
		date: realDate(asked.get('date')),
		view: found?.view ?? (narrow ? 'day' : 'week')
	};
}

/** The same address with what is shown, so that it can be shared and come back to. */
export function addressOf(address: string, { date, view }: { date: string; view: BoardView }): URL {
	const url = new URL(address);
	url.searchParams.set('view', view);
	url.searchParams.set('date', date);
	return url;
}

/** How far the board goes, a year short of what its bookings can be asked for. */
export const reach = { start: '1901-01-01', end: '2199-01-01' };

/** A date within reach; null for anything else. */
function realDate(text: string | null): string | null {
	const time = Date.parse(`${text}T00:00:00Z`);
	if (!text || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
		return null;
	return text >= reach.start && text < reach.end ? text : null;
}
