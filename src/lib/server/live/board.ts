import type { BoardChange } from '../../live/messages.ts';
import type { Scope } from '../accounts/staff.ts';
import { merge } from '../../scheduling/intervals.ts';
import type { Span } from './changes.ts';
import type { Server } from './server.ts';

/** Milliseconds for which changes are gathered before the boards hear of them. */
const GATHER = 30;

/** The room of those who hear of everybody's bookings, or of one fieldworker's. */
export const boardOf = (scope: Scope) => (scope === 'everybody' ? 'board' : `board:${scope}`);

/**
 * Tells signed-in staff which bookings and whose time have changed, a burst at once. A fieldworker
 * hears of their own alone; a booking that changed hands is news for both.
 */
export function createBoard(io: Server) {
	/** Changed bookings, each with the fieldworkers whose it was or is. */
	let bookings = new Map<number, Set<number>>();
	let spans: Span[] = [];
	let timer: NodeJS.Timeout | undefined;

	function tell(): void {
		const change: BoardChange = { bookings: [...bookings.keys()], spans: joined(spans) };
		const concerned = new Set(spans.map(({ fieldworkerId }) => fieldworkerId));
		for (const whose of bookings.values()) for (const id of whose) concerned.add(id);
		io.to(boardOf('everybody')).emit('board', change);
		for (const id of concerned) {
			io.to(boardOf(id)).emit('board', {
				bookings: change.bookings.filter((booking) => bookings.get(booking)?.has(id)),
				spans: change.spans.filter(({ fieldworkerId }) => fieldworkerId === id)
			});
		}
		timer = undefined;
		bookings = new Map();
		spans = [];
	}

	const soon = () => (timer ??= setTimeout(tell, GATHER).unref());
	return {
		bookingChanged(id: number, fieldworkerIds: readonly number[]) {
			const whose = bookings.get(id) ?? new Set();
			for (const fieldworkerId of fieldworkerIds) whose.add(fieldworkerId);
			bookings.set(id, whose);
			soon();
		},
		occupancyChanged(span: Span) {
			spans.push(span);
			soon();
		}
	};
}

/** What touches is told as one: a blocked year is a row a day, and one span. */
function joined(spans: readonly Span[]): Span[] {
	return [...Map.groupBy(spans, ({ fieldworkerId }) => fieldworkerId)].flatMap(
		([fieldworkerId, theirs]) => {
			const { starts, ends } = merge({
				starts: theirs.map(({ from }) => from),
				ends: theirs.map(({ until }) => until)
			});
			return starts.map((from, index) => ({ fieldworkerId, from, until: ends[index]! }));
		}
	);
}
