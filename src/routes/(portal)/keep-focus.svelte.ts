/**
 * After a form was sent SvelteKit gives the focus to the page. This gives it back to what had it, and
 * takes it from nothing that has it by then. To be called while a component is made.
 */
export function keepFocus(sending: () => boolean): void {
	let before: Element | null = null;
	$effect(() => {
		if (sending()) before = document.activeElement;
		else if (before instanceof HTMLElement && document.activeElement === document.body) {
			before.focus({ preventScroll: true });
			before = null;
		}
	});
}
