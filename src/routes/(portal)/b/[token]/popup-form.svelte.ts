import type { ActionResult } from '@sveltejs/kit';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { watchSending } from '../../sending.svelte';
import { getAround } from './around';
import { getFollowing } from './following.svelte';

/** Goes back from a chosen time's entry to the popup's own, which what follows takes the place of. */
async function leaveStep(): Promise<void> {
	if (page.state.chosen === undefined) return;
	const back = new Promise((resolve) =>
		addEventListener('popstate', () => setTimeout(resolve), { once: true })
	);
	history.back();
	await back;
}

/**
 * What the forms of the popups have in common: an answer fills the form and leaves the page behind
 * it alone; success leads on in place of the popup, so that going back does not open it again.
 * @param onsent it is done, and nothing of it is to be kept
 */
export function popupForm(onsent: () => void) {
	const sending = watchSending();
	const around = getAround();
	const following = getFollowing();
	function send(now: boolean) {
		around.sending(now);
		following.sending(now);
	}
	return {
		/** Why the last try has no answer. */
		get trouble() {
			return sending.trouble;
		},
		options: {
			resetForm: false,
			invalidateAll: false,
			// Neither does a page that is read again, as by other clocks, take back what was typed.
			applyAction: page.state.popup ? false : 'never',
			onError: (answer: { result: { error: unknown; status?: number } }) => {
				// It is said once.
				if (answer.result.status === 401) following.tell({ kind: 'signed_out' });
				else sending.options.onError(answer);
			},
			onSubmit: () => {
				sending.options.onSubmit();
				send(true);
			},
			onResult: async (answer: { result: ActionResult; cancel: () => void }) => {
				sending.options.onResult(answer);
				const { result } = answer;
				if (result.type === 'failure' && result.status === 403) await following.readAgain();
				if (result.type === 'redirect') {
					answer.cancel();
					onsent();
					// What is told from now on is what was done here.
					following.tell(null);
					await leaveStep();
					await around.lead(() =>
						goto(result.location, { replaceState: true, invalidateAll: true })
					);
				}
				send(false);
			}
		} as const
	};
}
