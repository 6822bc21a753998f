import type { Place } from '$lib/dates';
import type { Entry } from './entries';
import { sayAll } from './words';

/** What changed by itself, in one line, for those who do not see it; undefined for nothing. */
export function sayChanges(changed: Entry[], gone: number, place: Place): string | undefined {
	const [only] = changed;
	const count = changed.length + gone;
	if (count === 0) return undefined;
	if (count > 1) return `${count} things have changed.`;
	return only ? `Changed: ${sayAll(only, place)}` : 'Something has gone from here.';
}
