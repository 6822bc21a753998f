/** The id in an address, or null where that is none. */
export const idOf = (text: string): number | null =>
	/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
