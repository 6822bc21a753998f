import type { EventApi } from 'fullcalendar';
import type { Place } from '$lib/dates';
import { entryOf } from './entries';
import { sayAll } from './words';

/** Milliseconds that what has just changed is marked. */
const MARKED = 2_000;

export type Elements = ReturnType<typeof keepElements>;

/** Knows where on the screen each entry of the calendar stands: one that spans days stands in each. */
export function keepElements(place: Place) {
	const places = new Map<string, Set<HTMLElement>>();
	const of = (id: string) => [...(places.get(id) ?? [])];

	function nameIt(element: HTMLElement, event: EventApi) {
		element.title = sayAll(entryOf(event), place);
	}

	/** A ring that fades, or where motion is not wanted stays and then goes. */
	function mark(element: HTMLElement) {
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		element.animate(
			{ outline: ['2px solid var(--accent-ink)', '2px solid transparent'] },
			{ duration: MARKED, easing: calm ? 'steps(1, jump-end)' : 'ease-in' }
		);
	}

	return {
		mounted(element: HTMLElement, event: EventApi) {
			nameIt(element, event);
			places.set(event.id, (places.get(event.id) ?? new Set()).add(element));
		},
		unmounted(element: HTMLElement, event: EventApi) {
			const left = places.get(event.id);
			left?.delete(element);
			if (left?.size === 0) places.delete(event.id);
		},
		/** What has just changed, or come, gets its new tip and is marked for a moment. */
		changed(event: EventApi) {
			for (const element of of(event.id)) {
				nameIt(element, event);
				mark(element);
			}
		},
		/** The entry that has the keyboard's focus. */
		focused(): string | undefined {
			const { activeElement } = document;
			return [...places].find(([, elements]) =>
				[...elements].some((element) => element === activeElement)
			)?.[0];
		},
		/** Gives the focus back to an entry that may stand elsewhere now; false when it is gone. */
		focus(id: string): boolean {
			const [element] = of(id);
			if (element && element !== document.activeElement) element.focus({ preventScroll: true });
			return element !== undefined;
		}
	};
}
