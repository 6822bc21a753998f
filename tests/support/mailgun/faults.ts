/**
 * What shall go wrong with a message. `…_after_accept` takes the mail and then loses the answer: it
 * hangs until the client gives up, or breaks the connection. `truncated` answers 200 with half of
 * the JSON, and took the mail.
 */
export type Fault =
	| { kind: 'status'; status: number; message?: string; retryAfter?: number | string }
	| { kind: 'hang_after_accept' | 'reset_before' | 'reset_after_accept' | 'truncated' };

/** What goes wrong when: the next messages, or for as long as it is asked for one in so many. */
export class Faults {
	readonly #next: Fault[] = [];
	#every = 0;
	#cycle: readonly Fault[] = [];
	#taken = 0;
	#failed = 0;

	add(...faults: readonly Fault[]): void {
		this.#next.push(...faults);
	}

	/** Every nth message meets the next of these faults, over and over; 0 or none of them: no more. */
	oneIn(n: number, faults: readonly Fault[]): void {
		this.#every = faults.length === 0 ? 0 : n;
		this.#cycle = faults;
	}

	/** What goes wrong with the message that has come now. */
	take(): Fault | undefined {
		const fault = this.#next.shift();
		if (fault) return fault;
		this.#taken += 1;
		if (this.#every === 0 || this.#taken % this.#every !== 0) return undefined;
		return this.#cycle[this.#failed++ % this.#cycle.length];
	}
}
