import type { BoardChange } from '../../live/messages.ts';
import { merge } from '../../scheduling/intervals.ts';
import type { Span } from './changes.ts';
import type { Server } from './server.ts';

/** Milliseconds for which changes are gathered before the boards hear of them. */
const GATHER = 30;

export const BOARD = 'board';

/** Tells signed-in staff which bookings and whose time have changed, a burst at once. */
export function createBoard(io: Server) {
	let bookings = new Set<number>();
	let spans: Span[] = [];
	let timer: NodeJS.Timeout | undefined;

	function tell(): void {
		const change: BoardChange = { bookings: [...bookings], spans: joined(spans) };
		timer = undefined;
		bookings = new Set();
		spans = [];
		io.to(BOARD).emit('board', change);
	}

	const soon = () => (timer ??= setTimeout(tell, GATHER).unref());
	return {
		bookingChanged(id: number) {
			bookings.add(id);
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
