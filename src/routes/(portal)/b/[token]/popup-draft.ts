import { onMount } from 'svelte';
import { get, type Writable } from 'svelte/store';

// What is being typed in a popup, kept by this tab until it is sent: it outlives Back, a press beside
// the popup and a reload (R13), and holds nothing that an address or another tab shows.

const NAME = 'reslot-popup-typed';

type Texts = Record<string, string>;
/** What was typed, what the booking said instead, and in which version it did. */
type Draft = { version: number; typed: Texts; was: Texts };

type Parts<Field extends string, Form extends { version: number } & Record<Field, string>> = {
	form: Writable<Form>;
	kind: 'reschedule' | 'details' | 'cancellation';
	booking: number;
	fields: readonly Field[];
};

/**
 * Keeps what is typed into a form about a booking, and takes up again what was; fields that nobody
 * touched follow the booking. Where the booking says something else than it did as one typed, the
 * form keeps its old version: saving it shows both. To be called as a component is made.
 */
export function keepDraft<
	Field extends string,
	Form extends { version: number } & Record<Field, string>
>({ form, kind, booking, fields }: Parts<Field, Form>) {
	const name = `${kind} ${booking}`;
	let sent = false;
	const textsOf = (now: Form): Texts =>
		Object.fromEntries(fields.map((field) => [field, now[field]]));

	onMount(() => {
		const said = textsOf(get(form));
		const { typed, was, version } = takenUp(readAll()[name], said);
		if (Object.keys(typed).length > 0) {
			form.update((now) => ({ ...now, ...typed, version: version ?? now.version }));
		}
		return form.subscribe((now) => {
			if (sent) return;
			const texts = textsOf(now);
			const isTyped = fields.some((field) => texts[field] !== was[field]);
			write(name, isTyped ? { version: now.version, typed: texts, was } : undefined);
		});
	});

	return {
		/** It is sent, and nobody's draft any more. */
		forget() {
			sent = true;
			write(name, undefined);
		}
	};
}

/** What of a draft still counts, beside what the booking says now. */
function takenUp(
	draft: Draft | undefined,
	said: Texts
): { typed: Texts; was: Texts; version?: number } {
	if (!draft) return { typed: {}, was: said };
	const typed = Object.entries(draft.typed).filter(
		([field, text]) => text !== draft.was[field] && text !== said[field]
	);
	const changed = typed.filter(([field]) => draft.was[field] !== said[field]);
	return {
		typed: Object.fromEntries(typed),
		was: { ...said, ...Object.fromEntries(changed.map(([field]) => [field, draft.was[field]!])) },
		...(changed.length > 0 && { version: draft.version })
	};
}

/** Forgets all of it as somebody signs out: others may use the device after them. */
export function forgetAtSignOut({ target }: SubmitEvent): void {
	if (!(target instanceof HTMLFormElement)) return;
	const { pathname, search } = new URL(target.action);
	if (pathname !== '/portal/sign-out' && search !== '?/everywhere') return;
	try {
		sessionStorage.removeItem(NAME);
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}

function write(name: string, draft: Draft | undefined): void {
	const { [name]: before, ...others } = readAll();
	if (!before && !draft) return;
	try {
		sessionStorage.setItem(NAME, JSON.stringify(draft ? { ...others, [name]: draft } : others));
	} catch {
		// A browser that keeps nothing shows it as long as the popup is open.
	}
}

function readAll(): Record<string, Draft> {
	try {
		return JSON.parse(sessionStorage.getItem(NAME) ?? '{}');
	} catch {
		return {};
	}
}
