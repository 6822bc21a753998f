/** Pixels from an edge within which it scrolls, and how many it scrolls in a frame at most. */
const EDGE = 48;
const STEP = 14;

/** Scrolls an element while something is dragged near its edges. The answer ends it. */
export function scrollAtEdges(element: HTMLElement): () => void {
	let at: { x: number; y: number } | undefined;
	let frame = requestAnimationFrame(scroll);

	function hear(event: MouseEvent | TouchEvent) {
		const point = 'touches' in event ? event.touches[0] : event;
		if (point) at = { x: point.clientX, y: point.clientY };
	}

	function scroll() {
		frame = requestAnimationFrame(scroll);
		if (!at) return;
		const { left, right, top, bottom } = element.getBoundingClientRect();
		const push = (from: number, to: number, where: number) => {
			if (where < from + EDGE) return -Math.min(1, (from + EDGE - where) / EDGE) * STEP;
			if (where > to - EDGE) return Math.min(1, (where - to + EDGE) / EDGE) * STEP;
			return 0;
		};
		const [x, y] = [push(left, right, at.x), push(top, bottom, at.y)];
		if (x || y) element.scrollBy(x, y);
	}

	const quietly = { capture: true, passive: true };
	addEventListener('mousemove', hear, quietly);
	addEventListener('touchmove', hear, quietly);
	return () => {
		cancelAnimationFrame(frame);
		removeEventListener('mousemove', hear, quietly);
		removeEventListener('touchmove', hear, quietly);
	};
}
