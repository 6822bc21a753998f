import { setTimeout } from 'node:timers/promises';

/**
 * Asks again and again until the answer is right, at most `limit` milliseconds long.
 * @throws with the last answer when it never is
 */
export async function eventually<T>(
	ask: () => Promise<T>,
	right: (answer: T) => boolean,
	limit = 30_000
): Promise<T> {
	const end = Date.now() + limit;
	for (;;) {
		const answer = await ask();
		if (right(answer)) return answer;
		if (Date.now() > end) throw new Error(`Never right, last: ${JSON.stringify(answer)}`);
		await setTimeout(50);
	}
}
