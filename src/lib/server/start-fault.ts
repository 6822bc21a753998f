import { safeError } from './log.ts';

/**
 * Something outside the program keeps it from starting (a variable, a port, a database). The
 * process prints the message as its one line and exits with 1; a stack would help nobody.
 */
export class StartFault extends Error {
	override name = 'StartFault';
}

/** What to print about a failed start: one line where it is a StartFault, else all that is safe. */
export function explain(thrown: unknown): string {
	if (thrown instanceof StartFault) return thrown.message;
	const { name, message, stack } = safeError(thrown);
	return `${name}: ${message}\n${stack ?? ''}`;
}
