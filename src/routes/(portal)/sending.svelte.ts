import { page } from '$app/state';
import { getWords } from '$lib/components/words';
import type { Words } from '$lib/words';

type Trouble = { title: string; words: string };

/** What a server that answered has to say; whatever else was caught means that none did. */
function troubleOf(errors: Words['errors'], caught: unknown, status?: number): Trouble {
	const nobody = caught instanceof Error || typeof caught !== 'object' || caught === null;
	const words = !nobody && 'message' in caught ? caught.message : undefined;
	if (typeof words !== 'string') return errors.unreachable;
	const isLink = status === 404 && page.url.pathname.startsWith('/b/');
	return { title: isLink ? errors.linkGone : errors.notDone, words };
}

/**
 * Why a form that was sent has no answer, for the page to say. `options` are for superforms. To be
 * called while a component is made.
 */
export function watchSending() {
	const { errors } = getWords();
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
				trouble = troubleOf(errors, result);
			},
			onError: ({ result }: { result: { error: unknown; status?: number } }) => {
				trouble = troubleOf(errors, result.error, result.status);
			}
		}
	};
}
