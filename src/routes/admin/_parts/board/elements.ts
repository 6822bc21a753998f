import type { EventApi } from 'fullcalendar';
import type { Place } from '$lib/dates';
import { bookingOf, entryOf } from './entries';
import { fitting } from './room';
import { sayAll } from './words';

/** Milliseconds that what has just changed is marked, and that it says who did it. */
const MARKED = 2_000;
const SAID = 6_000;

export type Elements = ReturnType<typeof keepElements>;

/** Knows where on the screen each entry of the board stands: one that spans days stands in each. */
export function keepElements(place: Place, mayEdit: () => boolean) {
	const places = new Map<string, Set<HTMLElement>>();
	/** Made with the first element: on the server there is neither. */
	let fit: ResizeObserver | undefined;
	const of = (id: string) => [...(places.get(id) ?? [])];

	const idOf = (wanted: Element | null): string | undefined =>
		[...places].find(([, elements]) => [...elements].some((element) => element === wanted))?.[0];

	function nameIt(element: HTMLElement, event: EventApi) {
		element.title = sayAll(entryOf(event), place);
		if (mayEdit() && bookingOf(event)?.status === 'confirmed') {
			element.setAttribute('aria-keyshortcuts', 'M');
		} else element.removeAttribute('aria-keyshortcuts');
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
			(fit ??= fitting()).observe(element);
			places.set(event.id, (places.get(event.id) ?? new Set()).add(element));
		},
		unmounted(element: HTMLElement, event: EventApi) {
			const left = places.get(event.id);
			left?.delete(element);
			fit?.unobserve(element);
			if (left?.size === 0) places.delete(event.id);
		},
		/** What has just changed, or come, gets its new tip; `marked` for a moment where it came by itself. */
		changed(event: EventApi, marked: boolean) {
			for (const element of of(event.id)) {
				nameIt(element, event);
				if (marked) mark(element);
			}
		},
		/** Says for a while who changed it. The tip already says what it is now. */
		say(id: string, words: string) {
			for (const element of of(id)) {
				element.querySelector('.board-said')?.remove();
				const said = document.createElement('span');
				said.className = 'board-said';
				said.textContent = words;
				element.append(said);
				setTimeout(() => said.remove(), SAID);
			}
		},
		idOf,
		/** The entry that has the keyboard's focus. */
		focused: () => idOf(document.activeElement),
		/** Gives the focus back to an entry that may stand elsewhere now; false when it is gone. */
		focus(id: string): boolean {
			const [element] = of(id);
			if (element && element !== document.activeElement) element.focus({ preventScroll: true });
			return element !== undefined;
		}
	};
}
