/** Far from everything: nothing can be dropped there. */
const NOWHERE = -10_000;

/**
 * Lets Escape give up what the mouse is just dragging over an element, which FullCalendar has no
 * way to do: it is made to believe that it was let go of where there is no calendar, and puts it
 * back. `onGiveUp` is called before. The answer stops it.
 */
export function letGoOnEscape(element: HTMLElement, onGiveUp: () => void): () => void {
	let stop = () => {};

	function hold({ button, pointerType }: PointerEvent) {
		stop();
		if (button !== 0 || pointerType === 'touch') return;
		const held = new AbortController();
		const { signal } = held;
		stop = () => held.abort();
		addEventListener('keydown', (event) => event.key === 'Escape' && giveUp(event), {
			capture: true,
			signal
		});
		addEventListener('pointerup', stop, { capture: true, signal });
	}

	function giveUp(event: KeyboardEvent) {
		stop();
		// It closes nothing else.
		event.preventDefault();
		event.stopPropagation();
		onGiveUp();
		for (const type of ['mousemove', 'mouseup']) {
			document.dispatchEvent(
				new MouseEvent(type, { clientX: NOWHERE, clientY: NOWHERE, bubbles: true })
			);
		}
		// The button is still down: letting it go presses nothing.
		const late = new AbortController();
		const { signal } = late;
		stop = () => late.abort();
		addEventListener(
			'click',
			(click) => (click.preventDefault(), click.stopPropagation(), stop()),
			{
				capture: true,
				signal
			}
		);
	}

	element.addEventListener('pointerdown', hold);
	return () => {
		stop();
		element.removeEventListener('pointerdown', hold);
	};
}
