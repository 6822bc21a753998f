import { sayRemaining } from '$lib/components/times/remaining';

/**
 * Lets every hold below `root` count down, with one timer for all. `onend` is called when one has
 * run out. The answer stops it.
 */
export function runClock(root: HTMLElement, now: () => number, onend: () => void): () => void {
	const timer = setInterval(() => {
		let over = false;
		for (const element of root.querySelectorAll<HTMLElement>('[data-until]')) {
			const left = Number(element.dataset.until) - now();
			const words = sayRemaining(left);
			if (element.textContent !== words) element.textContent = words;
			over ||= left <= 0;
		}
		if (over) onend();
	}, 1_000);
	return () => clearInterval(timer);
}
