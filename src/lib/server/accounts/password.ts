import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const SHORTEST = 8;
const LONGEST = 128;

// argon2id is the library's own choice of algorithm; its enum exists in types only.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is wrong with a new password, in words; null when it will do. */
export function passwordProblem(password: string): string | null {
	const length = [...password].length;
	if (length < SHORTEST) return `Use a password of at least ${SHORTEST} characters.`;
	if (length > LONGEST) return `Use a password of at most ${LONGEST} characters.`;
	return null;
}

export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), COST);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether a password belongs to a hash. Without a hash (an unknown address) it answers false and
 * takes as long as if there were one, so that the time tells nobody who has an account. Nothing
 * longer than a password can be is hashed.
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
	nobodys ??= hashPassword(randomUUID()).catch((thrown: unknown) => {
		// A failure that is kept would be everybody's at every sign-in from then on.
		nobodys = undefined;
		throw thrown;
	});
	const decoy = await nobodys;
	const fits = [...password].length <= LONGEST;
	const matches = await verify(stored ?? decoy, fits ? password.normalize('NFKC') : '');
	return stored !== null && fits && matches;
}
