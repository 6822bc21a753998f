/** " Did you mean “…”?" with the known name that is written most like this one, or ''. */
export function nearestTo(name: string, known: readonly string[]): string {
	const allowed = Math.max(1, Math.floor(name.length / 3));
	const [nearest] = known
		.map((other) => ({ other, distance: editsBetween(name.toLowerCase(), other) }))
		.filter(({ distance }) => distance <= allowed)
		.sort((a, b) => a.distance - b.distance);
	return nearest ? ` Did you mean “${nearest.other}”?` : '';
}

/** How many letters have to be put in, taken out, changed or swapped to make one word of the other. */
function editsBetween(one: string, other: string): number {
	let twoAbove: number[] = [];
	let above = Array.from({ length: other.length + 1 }, (_, i) => i);
	for (let i = 0; i < one.length; i++) {
		const row = [i + 1];
		for (let j = 0; j < other.length; j++) {
			const swapped = one[i] === other[j - 1] && one[i - 1] === other[j];
			row.push(
				Math.min(
					(above[j] ?? 0) + (other[j] === one[i] ? 0 : 1),
					(above[j + 1] ?? 0) + 1,
					(row[j] ?? 0) + 1,
					swapped ? (twoAbove[j - 1] ?? 0) + 1 : Infinity
				)
			);
		}
		[twoAbove, above] = [above, row];
	}
	return above.at(-1) ?? 0;
}
