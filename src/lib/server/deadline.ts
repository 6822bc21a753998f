/** Thrown when a unit of work (a transaction, a request, a job) was not done in its time. */
export class DeadlineExceeded extends Error {
	override name = 'DeadlineExceeded';

	constructor(what: string, milliseconds: number) {
		super(`${what} was not done within ${milliseconds} ms`);
	}
}

/**
 * Gives `work` so many milliseconds. postgres.js has no time-out of its own, so a query whose
 * packets are swallowed would hang for ever; the caller is answered all the same.
 * @throws DeadlineExceeded
 */
export async function within<T>(
	milliseconds: number,
	what: string,
	work: () => Promise<T>
): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const deadline = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new DeadlineExceeded(what, milliseconds)), milliseconds);
	});
	try {
		return await Promise.race([work(), deadline]);
	} finally {
		clearTimeout(timer);
	}
}
