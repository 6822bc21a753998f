/** A word about what was just done, that goes away by itself. */
export type Toast = {
	id: number;
	tone: 'success' | 'danger';
	words: string;
	/** Takes it back. */
	undo?: () => Promise<void>;
};

/** The words that stand at the foot of the board for a while. */
export function openToasts() {
	let list = $state.raw<Toast[]>([]);
	let count = 0;

	function remove(id: number) {
		list = list.filter((toast) => toast.id !== id);
	}

	return {
		get list() {
			return list;
		},
		say(tone: Toast['tone'], words: string, undo?: Toast['undo']) {
			// What was done before can be undone no longer by one press: only the last of it.
			list = [
				...list.filter((toast) => !toast.undo),
				{ id: ++count, tone, words, ...(undo && { undo }) }
			];
		},
		remove,
		/** Takes back what was done last, if that can be; answers whether there was anything. */
		undo(): boolean {
			const toast = list.findLast(({ undo }) => undo);
			if (!toast?.undo) return false;
			remove(toast.id);
			void toast.undo();
			return true;
		}
	};
}

export type Toasts = ReturnType<typeof openToasts>;
