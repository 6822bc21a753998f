import type { SlotHeaderInfo } from 'fullcalendar';
import { localDateOf, type Place } from '$lib/dates';
import { hourLabels } from './zones';

/** What stands beside an hour of a calendar: its name, and in the second zone where one is shown. */
export function hourContent(place: Place, second: string) {
	return ({ time, view }: SlotHeaderInfo): { domNodes: Node[] } => {
		const date = localDateOf(view.activeStart.getTime(), place.timeZone);
		const labels = hourLabels(date, (time?.milliseconds ?? 0) / 60_000, place, second);
		return {
			domNodes: labels.map((label, index) => {
				const element = document.createElement('span');
				element.className = index ? 'board-hour-there' : 'board-hour-here';
				element.textContent = label;
				return element;
			})
		};
	};
}
