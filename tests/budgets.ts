/**
 * What the customer's pages may load, in bytes as they come over the wire (compressed, with
 * headers): all that a page asks for until nothing is under way any more, before anything is
 * pressed. Styles that come inside a page count as styles; `files` are those of code and styles.
 *
 * Of the booking's page no more than 90 kB of code and 15 kB of styles were promised; these are what
 * it is kept to. How long it takes is in `npm run bench`.
 */
export const budgets = {
	booking: { js: 86_000, css: 9_000, files: 8 },
	reschedule: { js: 135_000, css: 12_000, files: 13 },
	book: { js: 124_000, css: 13_000, files: 13 },
	portal: { js: 106_000, css: 12_000, files: 14 }
};
