/** What is wrong with the reminders, by the number of their row, from 0. */
export type RowErrors = Record<number, string[]>;

/** What is wrong with the rows that stay when one is removed: those below it move up. */
export const withoutRow = (errors: RowErrors, removed: number): RowErrors =>
	Object.fromEntries(
		Object.entries(errors)
			.map(([row, words]) => [Number(row), words] as const)
			.filter(([row]) => row !== removed)
			.map(([row, words]) => [row > removed ? row - 1 : row, words])
	);
