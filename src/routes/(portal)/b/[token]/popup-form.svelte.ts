import type { ActionResult } from '@sveltejs/kit';
import { goto } from '$app/navigation';

/**
 * What the forms of the popups have in common: an answer fills the form and leaves the page behind
 * it alone; success leads on in place of the popup, so that going back does not open it again.
 */
export function popupForm() {
	let unreachable = $state(false);
	return {
		/** The last try did not reach the server. */
		get unreachable() {
			return unreachable;
		},
		options: {
			resetForm: false,
			invalidateAll: false,
			applyAction: false,
			onSubmit: () => {
				unreachable = false;
			},
			onResult: async ({ result, cancel }: { result: ActionResult; cancel: () => void }) => {
				if (result.type !== 'redirect') return;
				cancel();
				await goto(result.location, { replaceState: true, invalidateAll: true });
			},
			onError: () => {
				unreachable = true;
			}
		} as const
	};
}
