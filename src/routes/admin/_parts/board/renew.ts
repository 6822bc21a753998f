import type { Calendar, EventApi, EventInput } from 'fullcalendar';
import { entryOf, timesOf, type Entry } from './entries';

/** More than these are sooner fetched and painted anew than added one by one. */
const MANY = 150;

/** A calendar of the board: the whole, or in Team that of one fieldworker. */
export type Column = { fieldworkerId: number | null; calendar: Calendar };

/** What has changed or come, and how many have gone. */
export type Changes = { events: EventApi[]; gone: number };

/** Brings all calendars of the board to what was just read. */
export function renewAll(
	columns: readonly Column[],
	inputsIn: (fieldworkerId: number | null) => EventInput[],
	isBusy: (id: string) => boolean
): Changes {
	const changed = new Map<string, EventApi>();
	const gone = new Set<string>();
	for (const { fieldworkerId, calendar } of columns) {
		const renewal = renew(calendar, inputsIn(fieldworkerId), isBusy);
		for (const event of renewal.changed) {
			if (!('closed' in entryOf(event))) changed.set(event.id, event);
		}
		for (const id of renewal.gone) if (!id.startsWith('closed')) gone.add(id);
	}
	// What went from one column to another is not gone.
	const lost = [...gone].filter((id) => !changed.has(id)).length;
	return { events: [...changed.values()], gone: lost };
}

/**
 * Brings what a calendar shows to what was just read, changing only what is different: a fetch of
 * FullCalendar's own would paint everything anew. Answers with what changed or came, and the ids of
 * what is gone. What somebody is just moving stays where they have it.
 */
function renew(
	calendar: Calendar,
	inputs: readonly EventInput[],
	isBusy: (id: string) => boolean
): { changed: EventApi[]; gone: string[] } {
	const wanted = new Map(inputs.map((input) => [String(input.id), input]));
	const changed: EventApi[] = [];
	const gone: string[] = [];
	calendar.batchRendering(() => {
		for (const event of calendar.getEvents()) {
			const input = wanted.get(event.id);
			wanted.delete(event.id);
			if (isBusy(event.id)) continue;
			if (!input) {
				event.remove();
				gone.push(event.id);
			} else if (change(event, input)) changed.push(event);
		}
		if (wanted.size > MANY) {
			calendar.refetchEvents();
			return;
		}
		for (const input of wanted.values()) {
			if (isBusy(String(input.id))) continue;
			// Part of the source, so that the next fetch takes its place.
			const added = calendar.addEvent(input, true);
			if (added) changed.push(added);
		}
	});
	return { changed, gone };
}

/** Whether there was anything to change. */
export function change(event: EventApi, input: EventInput): boolean {
	const before = entryOf(event);
	const after: Entry = input.extendedProps?.entry;
	if (before === after || JSON.stringify(before) === JSON.stringify(after)) return false;
	event.setExtendedProp('entry', after);
	const { startsAt, endsAt } = timesOf(after);
	const was = timesOf(before);
	if (was.startsAt !== startsAt || was.endsAt !== endsAt) event.setDates(startsAt, endsAt);
	if ('closed' in after) return true;
	for (const name of ['title', 'className', 'color'] as const) {
		if (event[name] !== (input[name] ?? '')) event.setProp(name, input[name] ?? '');
	}
	if (event.startEditable !== input.editable) event.setProp('editable', input.editable);
	return true;
}
