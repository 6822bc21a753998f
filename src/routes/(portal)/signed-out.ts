import { error } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';

/**
 * Ends a request of somebody who is not signed in (any more). What they sent with it goes back to
 * them: the page that says so keeps it, to be sent again (R13).
 */
export function signedOut({ language }: App.Locals, sent?: FormData): never {
	const { signedOut: message } = wordsFor(language).answers;
	if (!sent) error(401, message);
	error(401, { message, unsent: [...sent].map(([name, value]) => [name, String(value)]) });
}
