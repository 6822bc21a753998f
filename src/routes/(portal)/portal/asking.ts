import { redirect, type Cookies } from '@sveltejs/kit';
import { askForProof } from '$lib/server/portal/ask';
import { keepAsker } from './asker';
import { onTheWay, pathToKeep } from './next';

type Asking = {
	locals: App.Locals;
	cookies: Cookies;
	url: URL;
	getClientAddress: () => string;
};

/**
 * Has a link and a code sent to somebody who says that an address is theirs, and leads on to where
 * the code is typed, whether it is known or not. Answers only where there is nothing to do but wait:
 * with the minutes.
 */
export async function askToSignIn(
	{ locals, cookies, url, getClientAddress }: Asking,
	email: string
): Promise<{ tryAgainInMinutes: number }> {
	const asked = await askForProof(locals.sql, {
		email,
		purpose: 'sign_in',
		networkAddress: getClientAddress(),
		next: pathToKeep(url)
	});
	if (asked.result === 'too_many') {
		return { tryAgainInMinutes: Math.ceil(asked.tryAgainIn / 60_000) };
	}
	keepAsker(cookies, 'sign_in', asked);
	redirect(303, onTheWay('/portal/code', url, url.searchParams.has('again') ? { again: '' } : {}));
}
