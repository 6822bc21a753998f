type Known = { name: string; accentColor: string; phone: string; email: string };

let known: Known | null = null;

/** Keeps whose pages these are, for a page that cannot be read for lack of a connection. */
export function knowBusiness(business: Known | null): void {
	known = business;
}

/** The business whose pages this browser shows; null where none has been read yet. */
export const knownBusiness = (): Known | null => known;
