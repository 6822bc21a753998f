import type { Words } from '$lib/words';
import { sameTimes, sayChanges } from './changes';
import type { DayOfTimes } from './months';

/** Changes come in clusters: the first waits for its neighbours. */
const GATHER = 700;
/** And they are told at most so often. */
const EVERY = 4_000;

/**
 * Tells in a calm sentence, now and then, what changed about the day that is shown while it is
 * shown, and while the same is `wanted` of it. To be called as a component is made.
 */
export function tellChanges(
	shown: () => DayOfTimes | null,
	wanted: () => string,
	locale: () => string,
	words: Words['times'],
	tell: (sentence: string) => void
): void {
	let told: DayOfTimes | null = null;
	let latest: DayOfTimes | null = null;
	let last = -Infinity;
	let asked = '';
	let timer: ReturnType<typeof setTimeout> | undefined;

	function stop() {
		clearTimeout(timer);
		timer = undefined;
	}

	function speak() {
		timer = undefined;
		const sentence = told && latest && sayChanges(told, latest, locale(), words);
		told = latest;
		if (!sentence) return;
		last = performance.now();
		tell(sentence);
	}

	$effect(() => {
		latest = shown();
		const now = wanted();
		if (latest?.date !== told?.date || now !== asked) told = latest;
		asked = now;
		if (!latest || !told || sameTimes(latest, told)) stop();
		else timer ??= setTimeout(speak, Math.max(GATHER, last + EVERY - performance.now()));
	});
	$effect(() => stop);
}
