/** Dice that always fall the same way, so that the demo data is the same on every machine. */
export type Dice = {
	/** A number from 0 up to, not including, 1. */
	throw(): number;
	/** Whether something of this probability happens. */
	chance(probability: number): boolean;
	/** A whole number between two bounds, both included. */
	between(least: number, most: number): number;
	/** One of a list. */
	pick<T>(list: readonly T[]): T;
};

/** Dice by the mulberry32 generator: good enough for scenery, useless for secrets. */
export function dice(seed: number): Dice {
	let state = seed;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		throw: next,
		chance: (probability) => next() < probability,
		between: (least, most) => least + Math.floor(next() * (most - least + 1)),
		pick: (list) => {
			const picked = list[Math.floor(next() * list.length)];
			if (picked === undefined) throw new RangeError('Nothing to pick from');
			return picked;
		}
	};
}
