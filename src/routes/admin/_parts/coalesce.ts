/**
 * Runs `work` soon after it is asked for: at once, or where it ran less than `gap` milliseconds ago
 * then, once for however many asked, and never twice at a time. When it answers false it is tried
 * again after `pause` milliseconds.
 */
export function coalesce(work: () => Promise<boolean>, gap: number, pause = 10 * gap) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last = -Infinity;
	let running = false;
	let asked = false;
	let stopped = false;

	function plan(wait: number) {
		if (!stopped) timer ??= setTimeout(run, Math.max(0, wait));
	}

	async function run() {
		timer = undefined;
		running = true;
		asked = false;
		last = performance.now();
		const done = await work().catch(() => false);
		running = false;
		if (!done) plan(pause);
		else if (asked) plan(last + gap - performance.now());
	}

	return {
		ask() {
			asked = true;
			if (!running) plan(last + gap - performance.now());
		},
		/** Nothing runs any more, whoever asks. */
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}
