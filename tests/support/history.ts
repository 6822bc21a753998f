// Judges a record of what many people did at once to the same time, by what they were told alone.
// It knows nothing of the application: it is the second opinion on R1.

/** A fieldworker's time, half-open, in any unit that the record keeps to. */
export type Place = { fieldworkerId: number; from: number; until: number };

/**
 * What was asked for somebody, and how it went. `start` is before it was asked and `end` after it
 * was answered, by one clock. `place` is what they got, or wanted. An `expire` is their hold's time
 * running out between `start` and `end`.
 */
export type Operation = {
	by: string;
	what: 'hold' | 'release' | 'expire' | 'confirm' | 'cancel';
	start: number;
	end: number;
	done: boolean;
	place?: Place;
};

/** Somebody certainly had a place from one moment until another, whatever happened in between. */
type Possession = {
	by: string;
	of: 'hold' | 'booking';
	place: Place;
	since: number;
	until: number;
};

export type Verdict = {
	/** What was certainly whose. */
	certain: Possession[];
	/** Two who certainly had the same time at the same moment. By R1 there are none. */
	overlaps: [Possession, Possession][];
	/** Confirms of what was certainly held, by whom they were not refused. */
	kept: Operation[];
	/** Those that were refused all the same. */
	broken: Operation[];
};

export function judge(record: readonly Operation[]): Verdict {
	const certain = possessions(record);
	const confirmed = record.filter((one) => one.what === 'confirm' && wasHeld(one, certain));
	return {
		certain,
		overlaps: overlapsOf(certain),
		kept: confirmed.filter(({ done }) => done),
		broken: confirmed.filter(({ done }) => !done)
	};
}

/**
 * A grant counts from when it was told, until something that may end it was asked; what was still
 * going on when the grant was asked may have come after it.
 */
function possessions(record: readonly Operation[]): Possession[] {
	const everybody = Map.groupBy(record, ({ by }) => by);
	return record.flatMap((grant) => {
		const of = grants(grant);
		if (!of || !grant.place) return [];
		const ends = everybody
			.get(grant.by)!
			.filter((one) => one !== grant && one.end > grant.start && mayEnd(one, of))
			.map(({ start }) => start);
		const until = Math.min(...ends, Infinity);
		if (until <= grant.end) return [];
		return [{ by: grant.by, of, place: grant.place, since: grant.end, until }];
	});
}

function grants({ what, done }: Operation): Possession['of'] | undefined {
	if (!done) return undefined;
	if (what === 'hold') return 'hold';
	return what === 'confirm' ? 'booking' : undefined;
}

/** Wanting another time gives up the held one, got or not; all else changes nothing unless done. */
function mayEnd({ what, done }: Operation, of: Possession['of']): boolean {
	if (what === 'confirm' || what === 'cancel') return done;
	return of === 'hold';
}

function wasHeld(confirm: Operation, certain: readonly Possession[]): boolean {
	return certain.some(
		({ by, of, place, since, until }) =>
			by === confirm.by &&
			of === 'hold' &&
			place.fieldworkerId === confirm.place?.fieldworkerId &&
			place.from === confirm.place.from &&
			since <= confirm.start &&
			// A confirm that is done ends the hold itself.
			until >= (confirm.done ? confirm.start : confirm.end)
	);
}

/** Somebody may hold time that overlaps their own booking: they move by half an hour. */
function overlapsOf(certain: readonly Possession[]): [Possession, Possession][] {
	return certain.flatMap((a, index) =>
		certain
			.slice(index + 1)
			.filter((b) => a.by !== b.by && meet(a, b) && sharePlace(a.place, b.place))
			.map((b): [Possession, Possession] => [a, b])
	);
}

const meet = (a: Possession, b: Possession) => a.since < b.until && b.since < a.until;

const sharePlace = (a: Place, b: Place) =>
	a.fieldworkerId === b.fieldworkerId && a.from < b.until && b.from < a.until;
