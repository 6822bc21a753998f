/**
 * Asks before a page with unsaved changes is left; to be given to a form as its `taintedMessage`.
 * Whoever closes the window is asked by the browser, in its own words.
 */
export const unsaved = (): Promise<boolean> =>
	Promise.resolve(confirm('What you changed here is not saved yet. Leave, and lose it?'));
