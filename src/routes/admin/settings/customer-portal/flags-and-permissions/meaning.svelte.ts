import type { Standings } from '$lib/server/bookings/standings';
import type { FlagsForm } from './schema';

/** Milliseconds after the last key before it is asked what the form would mean. */
const PAUSE = 250;

/**
 * Keeps what the flags mean for upcoming bookings beside their form: as they are saved, and as they
 * are in the form. An answer that a later question has overtaken is dropped.
 */
export class Meaning {
	now: Standings;
	/** Null while the form says the same as what is saved, or nothing that could be saved. */
	then: Standings | null;

	#question = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(now: Standings, then: Standings | null) {
		this.now = $state.raw(now);
		this.then = $state.raw(then);
	}

	/** Asks once nobody has typed for a moment. */
	askSoon(form: FlagsForm): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.ask(form, true), PAUSE);
	}

	/** Asks at once; `changed` where the form says something else than what is saved. */
	async ask(form: FlagsForm, changed: boolean): Promise<void> {
		const question = ++this.#question;
		const answer = await fetchMeaning(form);
		if (!answer || question !== this.#question) return;
		this.now = answer.now;
		this.then = changed ? answer.then : null;
	}

	/** What is saved is what the form says. */
	settle(now: Standings): void {
		clearTimeout(this.#timer);
		this.#question += 1;
		this.now = now;
		this.then = null;
	}
}

/** Null when it cannot be had now: the next question may do better. */
async function fetchMeaning(
	form: FlagsForm
): Promise<{ now: Standings; then: Standings | null } | null> {
	const body = new FormData();
	for (const [name, value] of Object.entries(form)) {
		if (value === true) body.set(name, 'on');
		else if (value !== false) body.set(name, value);
	}
	const path = '/admin/settings/customer-portal/flags-and-permissions/standings';
	const response = await fetch(path, {
		method: 'POST',
		body,
		headers: { accept: 'application/json' }
	}).catch(() => null);
	return response?.ok ? response.json() : null;
}
