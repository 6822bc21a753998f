import type { TemplateFault } from '$lib/server/mail/check-template';
import type { Allowed } from '$lib/server/mail/preview';

/** A booking that a mail can be shown with. */
export type BookingToShow = {
	id: number;
	startsAt: number;
	customerName: string;
	serviceName: string;
};

/** What the server says of a draft: its words, or what is wrong with them. */
export type PreviewAnswer = {
	subject: string | null;
	text: string | null;
	faults: TemplateFault[];
	booking: BookingToShow & { example: boolean };
};

/** A draft as it is being written. */
export type Typed = { subject: string; body: string; booking: number | null; allowed: Allowed };

/** Milliseconds without a change before the server is asked. */
const PAUSE = 250;

/**
 * Keeps what a draft would say beside it while it is typed; the latest question alone is answered.
 * The words stay those of the last draft that could be written. To be called while a component is
 * made.
 */
export function previewOf(address: string, typed: () => Typed) {
	let answer = $state.raw<PreviewAnswer>();
	let written = $state.raw<{ subject: string; text: string }>();
	let unreachable = $state(false);
	let signedOut = $state(false);
	/** Grows with every draft that can be shown. */
	let turn = $state(0);

	async function ask(body: string, signal: AbortSignal) {
		const response = await fetch(address, {
			method: 'POST',
			body,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			signal
		}).catch(() => null);
		if (signal.aborted) return;
		signedOut = response?.status === 401;
		unreachable = !response?.ok;
		if (!response?.ok) return;
		const said = (await response.json()) as PreviewAnswer;
		if (signal.aborted) return;
		answer = said;
		if (said.subject === null || said.text === null) return;
		written = { subject: said.subject, text: said.text };
		turn += 1;
	}

	$effect(() => {
		const body = JSON.stringify(typed());
		const aborting = new AbortController();
		const timer = setTimeout(() => void ask(body, aborting.signal), PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	return {
		get answer() {
			return answer;
		},
		get written() {
			return written;
		},
		get unreachable() {
			return unreachable;
		},
		/** It is unreachable because one has to sign in again. */
		get signedOut() {
			return signedOut;
		},
		get turn() {
			return turn;
		}
	};
}
