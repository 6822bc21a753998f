import { onMount } from 'svelte';
import { getBoard } from '$lib/live/board.svelte';
import type { BoardChange } from '$lib/live/messages';
import type { BoardAnswer, BoardData, BoardRange } from '../contract';
import { filterText, type Known } from '../filters/address';
import { openFilter } from '../filters/filter.svelte';
import { askBoard, type Fault } from './ask';
import { idsIn, keepAnswers, mayShow } from './kept';

type Reading = { range: BoardRange; filter: string; answer: Promise<BoardAnswer | Fault | null> };

/**
 * What the board shows, read from the server and kept for as long as nothing changes. To be called
 * while the page's component is made; `known` are those whom a filter can name.
 */
export function openBoardData(known: () => Known) {
	const board = getBoard();
	const filters = openFilter(known);
	const kept = keepAnswers(() => performance.now());
	let fault = $state<Fault>();
	let shown: ReadonlySet<number> | undefined;
	/** Counts news: what was asked before the last of it may be older than that. */
	let news = 0;
	let reading: AbortController | undefined;
	let ahead: AbortController | undefined;
	/** What is being read for later, which somebody may want by now. */
	let underWay: Reading | undefined;

	onMount(() => {
		const deafen = board.hear((change) => {
			news += 1;
			kept.drop(change);
		});
		return () => {
			deafen();
			reading?.abort();
			ahead?.abort();
		};
	});

	/** Reads, and keeps what is still right when it is there. Null when it was given up. */
	async function ask(range: BoardRange, filter: string, signal: AbortSignal) {
		const asked = news;
		const answer = await askBoard(range, filter, signal);
		if (answer === 'given up' || signal.aborted) return null;
		// Without a live connection nobody would say when it is out of date.
		const certain = asked === news && board.state === 'live';
		if (typeof answer !== 'string' && certain) kept.put(filter, range, answer);
		return answer;
	}

	const find = (filter: string, range: BoardRange) =>
		board.state === 'live' ? kept.find(filter, range) : undefined;

	async function read(range: BoardRange): Promise<BoardAnswer | null> {
		reading?.abort();
		const mine = (reading = new AbortController());
		const filter = filterText(filters.filter);
		if (underWay && underWay.filter === filter && covers(underWay.range, range)) {
			await underWay.answer;
			if (mine.signal.aborted) return null;
		}
		const answer = find(filter, range) ?? (await ask(range, filter, mine.signal));
		if (answer === null) return null;
		fault = typeof answer === 'string' ? answer : undefined;
		if (typeof answer === 'string') return null;
		shown = idsIn(answer);
		return answer;
	}

	async function prefetch(ranges: BoardRange[]) {
		ahead?.abort();
		const mine = (ahead = new AbortController());
		for (const range of ranges) {
			await idle();
			const filter = filterText(filters.filter);
			if (mine.signal.aborted || board.state !== 'live' || fault) return;
			if (find(filter, range)) continue;
			underWay = { range, filter, answer: ask(range, filter, mine.signal) };
			await underWay.answer;
			if (mine.signal.aborted) return;
			underWay = undefined;
		}
	}

	return {
		get filter() {
			return filters.filter;
		},
		get ignored() {
			return filters.ignored;
		},
		setFilter: filters.setFilter,
		get fault() {
			return fault;
		},
		read,
		/** Something was saved here, of which no news may have come yet: all that was read is too old. */
		forget() {
			news += 1;
			kept.drop(null);
			reading?.abort();
			ahead?.abort();
		},
		prefetch: (ranges: BoardRange[]) => void prefetch(ranges),
		/** Whether a change may be seen in what was last read; null is one of which nothing is known. */
		concerns: (change: BoardChange | null, range: BoardRange) =>
			shown === undefined ||
			mayShow(change, { filter: filterText(filters.filter), range, ids: shown })
	} satisfies BoardData & Record<string, unknown>;
}

export type OpenBoardData = ReturnType<typeof openBoardData>;

const covers = (outer: BoardRange, inner: BoardRange) =>
	outer.from <= inner.from && outer.until >= inner.until;

/** When there is nothing else to do; not every browser says so. */
const idle = () =>
	new Promise<void>((done) => {
		if ('requestIdleCallback' in window) requestIdleCallback(() => done(), { timeout: 2_000 });
		else setTimeout(done, 500);
	});
