import { onMount } from 'svelte';
import { get } from 'svelte/store';
import type { SuperForm } from 'sveltekit-superforms';
import { beforeNavigate } from '$app/navigation';
import type { BookAnswer, BookForm } from './schema';
import { forgetTyped, keepForSigningIn, keepTyped, readTyped } from './typed-here';

type Parts = {
	form: SuperForm<BookForm, BookAnswer>['form'];
	/** Who is signed in, by their address; null for a visitor. */
	of: () => string | null;
	/** Whether the server keeps a draft of theirs. */
	drafted: () => boolean;
	/** The form came filled in with what a visitor has typed before. */
	typedBefore: boolean;
};

/** Keeps what is typed in this tab, and takes up again what was. To be called as a component is made. */
export function keepTyping({ form, of, drafted, typedBefore }: Parts) {
	let touched = $state(false);
	let before = $state(typedBefore);

	function keep(sent = drafted()) {
		touched = true;
		keepTyped(of(), get(form), sent);
	}

	onMount(() => {
		const now = get(form);
		const kept = readTyped(of(), drafted());
		// Whose code is waited for is what was sent.
		if (!kept || (now.step !== 'details' && kept.email !== now.email)) return;
		form.set({ ...now, ...kept });
		before = of() === null;
		keep();
	});

	beforeNavigate(({ to }) => {
		if (to?.url.pathname === '/portal' && to.url.searchParams.has('next')) keepForSigningIn();
	});

	return {
		/** Something was typed, here or before. */
		get any() {
			return touched || drafted();
		},
		/** Before this visit: what is typed in it is theirs. */
		get before() {
			return before;
		},
		keep,
		/** It is sent. */
		forget: forgetTyped
	};
}
