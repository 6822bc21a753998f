import { ask, type HubSocket, type Wish } from './ask.ts';
import type { Held, HoldAnswer } from './messages.ts';

/** Milliseconds before what was refused for now is asked again. */
const AGAIN = 1_500;

type Parts = {
	socket: HubSocket;
	wish: Wish;
	/** The hold that this customer has now, wherever it was made; `now` is the database's clock. */
	heard: (held: Held | null, now: number) => void;
};

/** The hold that a page wants: asked for again after a disconnection, while it is its own. */
export function createHolding({ socket, wish, heard }: Parts) {
	let wanted: number | null = null;
	/** What is known to be held; undefined while that is not known. */
	let held: Held | null | undefined;
	let heldAt = 0;
	let asking = 0;
	let pending = false;

	function learn(hold: Held | null, now: number) {
		if (now < heldAt) return;
		heldAt = now;
		held = hold;
		heard(hold, now);
	}

	function hold(start: number): Promise<HoldAnswer | null> {
		const mine = ++asking;
		wanted = start;
		held = undefined;
		pending = true;
		return new Promise((resolve) =>
			ask<HoldAnswer>(
				socket,
				(to, answered) => to.emit('hold', { ...wish, start }, answered),
				(answer) => {
					if (mine === asking) {
						pending = false;
						if (answer?.result === 'held') learn(answer.hold, answer.now);
						else if (answer) {
							wanted = null;
							learn(null, heldAt);
						}
					}
					resolve(answer);
				}
			)
		);
	}

	function release() {
		asking += 1;
		pending = false;
		if (wanted !== null) giveUp(wanted);
		wanted = null;
	}

	/** Said again when it could not be done: others see it as being taken until it is. */
	function giveUp(start: number) {
		if (!socket.connected) return;
		socket.emit('release', { start }, (refusal) => {
			if (refusal?.again) setTimeout(() => wanted !== start && giveUp(start), AGAIN);
		});
	}

	// While one is asked for, this can only be about the one before it.
	socket.on('held', (hold, now) => {
		if (!pending) learn(hold, now);
	});
	socket.on('connect', () => {
		// Not what was put in its place elsewhere, nor what has run out.
		if (wanted !== null && (held === undefined || held?.start === wanted)) void hold(wanted);
	});

	return { hold, release };
}
