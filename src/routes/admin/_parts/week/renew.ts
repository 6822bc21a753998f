import type { Calendar, EventApi, EventInput } from 'fullcalendar';
import { entryOf, type Entry } from './entries';

/**
 * Brings what the calendar shows to what was just read, changing only what is different: a fetch of
 * FullCalendar's own would paint everything anew. Answers with what changed or came, and how many
 * are gone.
 */
export function renew(calendar: Calendar, inputs: readonly EventInput[]) {
	const wanted = new Map(inputs.map((input) => [input.id, input]));
	const changed: EventApi[] = [];
	let gone = 0;
	calendar.batchRendering(() => {
		for (const event of calendar.getEvents()) {
			const input = wanted.get(event.id);
			wanted.delete(event.id);
			if (!input) {
				event.remove();
				gone += 1;
			} else if (change(event, input)) changed.push(event);
		}
		for (const input of wanted.values()) {
			// Part of the source, so that the next fetch takes its place.
			const added = calendar.addEvent(input, true);
			if (added) changed.push(added);
		}
	});
	return { changed, gone };
}

/** Whether there was anything to change. */
function change(event: EventApi, input: EventInput): boolean {
	const before = entryOf(event);
	const after: Entry = input.extendedProps?.entry;
	if (JSON.stringify(before) === JSON.stringify(after)) return false;
	event.setExtendedProp('entry', after);
	if (timesOf(before) !== timesOf(after)) event.setDates(input.start!, input.end!);
	for (const name of ['title', 'className', 'color'] as const) {
		if (event[name] !== (input[name] ?? '')) event.setProp(name, input[name] ?? '');
	}
	return true;
}

function timesOf(entry: Entry): string {
	const { startsAt, endsAt } = 'booking' in entry ? entry.booking : entry.blocked;
	return `${startsAt} ${endsAt}`;
}
