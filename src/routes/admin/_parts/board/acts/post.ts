import { UNREACHABLE } from '../../trouble';

/** The server could not be reached, or has no answer; the words are for the screen. */
export type Failed = { result: 'failed'; words: string };

/**
 * Posts a wish as JSON and answers with what came of it. Never rejects: what went wrong comes in
 * words, and then it is not known whether the wish was done.
 */
export async function post<Outcome>(href: string, wish: object): Promise<Outcome | Failed> {
	const response = await fetch(href, {
		method: 'POST',
		headers: { 'content-type': 'application/json', accept: 'application/json' },
		body: JSON.stringify(wish)
	}).catch(() => null);
	if (!response) return { result: 'failed', words: UNREACHABLE };
	const answer: unknown = await response.json().catch(() => null);
	if (response.ok && answer) return answer as Outcome;
	const words =
		typeof answer === 'object' && answer && 'message' in answer
			? String(answer.message)
			: 'Something went wrong on our side. Please try again.';
	return { result: 'failed', words };
}
