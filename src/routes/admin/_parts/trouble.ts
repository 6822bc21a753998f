import type { ActionResult } from '@sveltejs/kit';

export const UNREACHABLE = 'That did not get through. Check your connection, then try again.';

export const SIGNED_OUT = 'You are signed out. Sign in in another tab, then try again here.';

/** What a server that answered has to say; whatever else was caught means that none did. */
export function troubleOf(caught: unknown): string {
	if (caught instanceof Error || typeof caught !== 'object' || caught === null) return UNREACHABLE;
	return 'message' in caught && typeof caught.message === 'string' ? caught.message : UNREACHABLE;
}

/** Whether what was sent would lead away to where one signs in, and what is typed would be lost. */
export const leadsToLogin = (result: { type?: string; location?: string }): boolean =>
	result.type === 'redirect' && /^\/login\b/.test(result.location ?? '');

/** Why a form that was sent has no answer of its action, in words; nothing where it has one. */
export function troubleIn(result: ActionResult): string | undefined {
	if (leadsToLogin(result)) return SIGNED_OUT;
	if (result.type === 'error') return troubleOf(result.error);
	// What is refused before it reaches an action comes without a result's type.
	const answered = ['success', 'failure', 'redirect'].includes(result.type);
	return answered ? undefined : troubleOf(result);
}
