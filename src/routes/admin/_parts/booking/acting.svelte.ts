import { untrack } from 'svelte';
import { superForm, type SuperValidated } from 'sveltekit-superforms';
import { page } from '$app/state';
import { unsaved } from '$lib/components/unsaved';
import { troubleOf } from '../trouble';
import type { Answer } from './schema';

type Options<T> = {
	/** Which of the page's forms it is. */
	id: string;
	/** What an untouched form holds now; it follows the booking until somebody types into it. */
	fresh: () => T;
	onanswer: (answer: Answer) => void;
	/** What is typed here is asked about before the page is left. */
	warn?: boolean;
};

/** What was posted before the page was awake, or without JavaScript. */
function postedWith<T extends Record<string, unknown>>(id: string) {
	const posted: SuperValidated<T, Answer> | undefined = page.form?.form;
	return posted?.id === id ? posted : undefined;
}

/**
 * A form that does something with a booking, on its page and in the board's panel alike: it posts to
 * an action of the booking's page, and leaves the page that it stands on alone. To be called while
 * its component is made.
 */
export function actForm<T extends { version: number } & Record<string, unknown>>(
	options: Options<T>
) {
	const { id, fresh, onanswer } = options;
	let trouble = $state<string>();
	const sending = superForm<T, Answer>(
		untrack(() => fresh()),
		{
			id,
			applyAction: false,
			invalidateAll: false,
			resetForm: false,
			errorSelector: '[aria-invalid="true"]',
			scrollToError: { block: 'nearest' },
			...(options.warn && { taintedMessage: unsaved }),
			onSubmit: () => {
				trouble = undefined;
			},
			onResult: ({ result, cancel }) => {
				// What is refused before it reaches an action comes without a result's type.
				if (typeof result === 'object' && 'type' in result && result.type !== undefined) return;
				cancel();
				trouble = troubleOf(result);
			},
			onError: ({ result }) => {
				trouble = troubleOf(result.error);
			},
			onUpdated: ({ form }) => {
				if (form.message) onanswer(form.message);
			}
		}
	);

	const posted = untrack(() => postedWith<T>(id));
	if (posted) {
		// What was sent and not done counts as typed: nothing takes it away.
		if (posted.message?.kind !== 'done') sending.form.set(posted.data);
		sending.errors.set(posted.errors);
		sending.message.set(posted.message);
	}

	let made = true;
	$effect(() => {
		const next = fresh();
		// It is fresh already, and may say what was wrong.
		if (made) made = false;
		else if (!untrack(() => sending.isTainted())) {
			untrack(() => sending.reset({ data: next, keepMessage: true }));
		}
	});

	return {
		...sending,
		/** Gives up what was typed, for the booking as it is now. */
		startOver: () => sending.reset({ newState: fresh() }),
		/** Why the last try has no answer. */
		get trouble() {
			return trouble;
		}
	};
}
