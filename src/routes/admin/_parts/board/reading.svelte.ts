import type { BoardAnswer, BoardFilter, BoardRange } from './contract';
import { rangesAhead } from './data/ahead';
import type { OpenBoardData } from './data/board-data.svelte';

type Reading = { range: BoardRange; filter: BoardFilter; answer: Promise<BoardAnswer | null> };

const isSame = (one: BoardRange, other: BoardRange) =>
	one.from === other.from && one.until === other.until;

/** What the board shows, as it was last read, and when that was. */
export function openReading(data: OpenBoardData) {
	let shown = $state.raw<BoardAnswer>();
	let waiting = $state(0);
	let range: BoardRange = { from: 0, until: 0 };
	let received = 0;
	/** What is being read: once for all the columns that ask for it. */
	let reading: Reading | undefined;

	async function read(wanted: BoardRange): Promise<BoardAnswer | null> {
		if (!reading || !isSame(reading.range, wanted) || reading.filter !== data.filter) {
			reading = { range: wanted, filter: data.filter, answer: data.read(wanted) };
		}
		const mine = reading;
		const answer = await mine.answer;
		if (reading === mine) reading = undefined;
		if (answer && isSame(wanted, range)) {
			if (shown !== answer) received = performance.now();
			shown = answer;
		}
		return answer;
	}

	return {
		get shown() {
			return shown;
		},
		get range() {
			return range;
		},
		/** Whether somebody waits for days that are not there yet; what is read again is not waited for. */
		get busy() {
			return waiting > 0;
		},
		/** The database's clock. */
		now: () => (shown ? shown.now + performance.now() - received : Date.now()),
		/** Another stretch of time is on view from now on. */
		async turn(wanted: BoardRange): Promise<BoardAnswer | null> {
			range = wanted;
			waiting += 1;
			const answer = await read(wanted).finally(() => (waiting -= 1));
			if (answer && range === wanted) data.prefetch(rangesAhead(wanted));
			return answer;
		},
		/** Something was saved here: what is just being read may be from before. */
		forget() {
			reading = undefined;
			data.forget();
		},
		/** Reads ahead again what was read before everything may have changed. */
		ahead: () => data.prefetch(rangesAhead(range)),
		/** Reads what is on view anew; undefined when something else is on view by then. */
		async again(): Promise<BoardAnswer | null | undefined> {
			const asked = range;
			const answer = await read(asked);
			return asked === range ? answer : undefined;
		}
	};
}
