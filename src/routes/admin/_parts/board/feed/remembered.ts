/** What this browser remembers of the feed; where it may remember nothing, it does not. */
export const remembered = {
	read(name: string): string | null {
		try {
			return localStorage.getItem(`reslot.feed.${name}`);
		} catch {
			return null;
		}
	},
	write(name: string, value: string): void {
		try {
			localStorage.setItem(`reslot.feed.${name}`, value);
		} catch {
			// A private window: it is forgotten with the page.
		}
	}
};
