import { scrollAtEdges } from './edges';
import type { BoardAnswer } from './contract';
import type { Dragging } from './hands';
import { verdictOf, type Known, type Verdict, type Wanted } from './verdict';

/** What is being dragged, and what it would mean to let it go there. `onend` is called after each. */
export function openDragging(
	known: Known,
	reading: { readonly shown: BoardAnswer | undefined; now: () => number },
	scroller: () => HTMLElement | null | undefined,
	onend: () => void
): Dragging & { readonly booking: number | undefined } {
	let booking = $state<number>();
	let verdict = $state.raw<Verdict | null>(null);
	let stopScrolling: (() => void) | undefined;

	function giveUp() {
		verdict = null;
		stopScrolling?.();
	}

	return {
		get booking() {
			return booking;
		},
		get verdict() {
			return verdict;
		},
		begin(id) {
			booking = id;
			const element = scroller();
			stopScrolling = element ? scrollAtEdges(element) : undefined;
		},
		over(wanted: Wanted) {
			const { shown, now } = reading;
			if (shown) verdict = verdictOf(wanted, shown, known, now());
		},
		giveUp,
		end() {
			booking = undefined;
			giveUp();
			onend();
		}
	};
}
