import type { BoardAnswer, BoardRange } from '../contract';
import { unpack, type PackedAnswer } from './wire';

/** Why something could not be read. */
export type Fault = 'signed out' | 'failed';

/**
 * Asks the server what stands in a stretch of time; `filter` as the address has it. `given up` when
 * the asker lost interest.
 */
export async function askBoard(
	{ from, until }: BoardRange,
	filter: string,
	signal: AbortSignal
): Promise<BoardAnswer | Fault | 'given up'> {
	const params = new URLSearchParams(filter);
	params.set('from', String(from));
	params.set('until', String(until));
	try {
		const response = await fetch(`/admin/calendar?${params}`, {
			headers: { accept: 'application/json' },
			signal
		});
		if (!response.ok) return response.status === 401 ? 'signed out' : 'failed';
		return unpack((await response.json()) as PackedAnswer);
	} catch {
		return signal.aborted ? 'given up' : 'failed';
	}
}
