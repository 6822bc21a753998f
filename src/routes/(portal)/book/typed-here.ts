import type { BookForm } from './schema';

// What is being typed, kept by this tab before it is sent: it outlives a reload, the way back and the
// way to sign in, and holds nothing that an address or another tab shows.

const NAME = 'reslot-typed';

type Typed = Pick<BookForm, 'name' | 'email' | 'phone' | 'address' | 'notes'>;
type Kept = {
	/** The address of whoever was signed in as it was typed; null for a visitor. */
	of: string | null;
	typed: Typed;
	/** The server kept a draft as well: once that is cleared, this is. */
	drafted: boolean;
	/** They went to sign in, to come back to what they were typing. */
	signingIn: boolean;
};

/** Keeps what is typed by whoever is signed in under `of`, or by a visitor (null). */
export function keepTyped(of: string | null, typed: Typed, drafted: boolean): void {
	const { name, email, phone, address, notes } = typed;
	write({ of, typed: { name, email, phone, address, notes }, drafted, signingIn: false });
}

/** They leave to sign in and will be back: their notes are theirs then too. */
export function keepForSigningIn(): void {
	const kept = read();
	if (kept) write({ ...kept, signingIn: true });
}

/**
 * What was typed in this tab, if it still counts. What somebody else typed does not, nor what was
 * cleared on the server; who signed in on the way keeps the notes alone.
 */
export function readTyped(of: string | null, drafted: boolean): Partial<Typed> | null {
	const kept = read();
	if (!kept) return null;
	const theirs = kept.of === of && (drafted || !kept.drafted);
	if (theirs) return kept.typed;
	forgetTyped();
	return kept.of === null && of !== null && kept.signingIn ? { notes: kept.typed.notes } : null;
}

export function forgetTyped(): void {
	try {
		sessionStorage.removeItem(NAME);
	} catch {
		// A browser that keeps nothing has nothing to forget.
	}
}

function write(kept: Kept): void {
	try {
		sessionStorage.setItem(NAME, JSON.stringify(kept));
	} catch {
		// A browser that keeps nothing shows it as long as the page is open.
	}
}

function read(): Kept | null {
	try {
		return JSON.parse(sessionStorage.getItem(NAME) ?? 'null');
	} catch {
		return null;
	}
}
