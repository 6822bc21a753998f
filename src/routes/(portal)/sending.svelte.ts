type Trouble = { title: string; words: string };

const UNREACHABLE: Trouble = {
	title: 'That did not get through',
	words: 'Check your connection, then try again.'
};

/** What a server that answered has to say; whatever else was caught means that none did. */
function troubleOf(caught: unknown, status?: number): Trouble {
	if (caught instanceof Error || typeof caught !== 'object' || caught === null) return UNREACHABLE;
	const words = 'message' in caught ? caught.message : undefined;
	if (typeof words !== 'string') return UNREACHABLE;
	const title = status === 404 ? 'This link does not open a booking any more' : 'That did not work';
	return { title, words };
}

/** Why a form that was sent has no answer, for the page to say. `options` are for superforms. */
export function watchSending() {
	let trouble = $state<Trouble | null>(null);
	return {
		get trouble() {
			return trouble;
		},
		options: {
			onSubmit: () => {
				trouble = null;
			},
			onResult: ({ result, cancel }: { result: object; cancel: () => void }) => {
				// What is refused before it reaches an action comes without a result's type.
				if ('type' in result && result.type !== undefined) return;
				cancel();
				trouble = troubleOf(result);
			},
			onError: ({ result }: { result: { error: unknown; status?: number } }) => {
				trouble = troubleOf(result.error, result.status);
			}
		}
	};
}
