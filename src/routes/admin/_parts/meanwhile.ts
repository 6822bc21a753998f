import { z } from 'zod';
import type { Place } from '$lib/dates';
import type { Changed, Values } from '$lib/server/overwritten';
import { sayName, sayValue } from '../settings/audit-log/words';

/** What others changed while a form was open, said value by value; nothing of it is saved. */
export type Meanwhile = { name: string; was: string; theirs: string; yours: string }[];

/** The part of a form that says what was seen when it was opened: values as JSON. */
export const openedField = { opened: z.string().max(100_000).default('') };

/** What the form carries of what it shows. */
export const openedOf = (values: Values): string => JSON.stringify(values);

/** What was seen by whoever sent a form. What cannot be read counts as nothing seen. */
export function seenIn({ opened }: { opened: string }): Values {
	try {
		const seen = z.record(z.string(), z.unknown()).safeParse(JSON.parse(opened));
		return seen.data ?? {};
	} catch {
		return {};
	}
}

/** What would have been overwritten, for people. */
export const sayMeanwhile = ({ overwritten }: Changed, place: Place): Meanwhile =>
	overwritten.map(({ key, was, theirs, yours }) => ({
		name: sayName(key),
		was: sayValue(key, was, place),
		theirs: sayValue(key, theirs, place),
		yours: sayValue(key, yours, place)
	}));
