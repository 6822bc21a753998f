/** What somebody typed into a search box, as queries need it. */
export type Search = {
	/** A pattern for `ilike`: anything that contains the words as typed. */
	words: string;
	/** The booking's number that was typed, with or without #, if it was one. */
	number: number | null;
};

export function readSearch(typed: string): Search {
	const number = /^#?(\d{1,15})$/.exec(typed.trim())?.[1];
	return {
		words: `%${typed.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
		number: number ? Number(number) : null
	};
}
