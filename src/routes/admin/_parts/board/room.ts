/** Pixels that an hour is high. */
export const HOUR_HEIGHT = 56;
/** The hour at the top of a day when it opens. */
const MORNING = 6.75;
/** Pixels of a month's head, of a day's number with the line that says how many more, and of a line. */
const HEAD = 36;
const AROUND = 60;
const LINE = 27;

/** Six weeks that fill the board, and how many bookings a day then has room for. */
export function monthIn({ clientHeight }: HTMLElement): { height: number; lines: number } {
	const week = (clientHeight - HEAD) / 6;
	return { height: clientHeight, lines: Math.max(1, Math.floor((week - AROUND) / LINE)) };
}

/** Shows the morning of a day, once there is a day: FullCalendar brings it about in its own time. */
export function scrollToMorning(scroller: HTMLElement): void {
	const top = MORNING * HOUR_HEIGHT;
	const observer = new ResizeObserver(() => {
		if (scroller.scrollHeight < 2 * top) return;
		observer.disconnect();
		scroller.scrollTo({ top });
	});
	const [content] = scroller.children;
	if (content) observer.observe(content);
}

/** What a box has room for, by its width in pixels. */
const rooms = [
	{ below: 36, room: 'thin' },
	{ below: 80, room: 'slim' },
	{ below: 160, room: 'small' }
];

/**
 * Tells boxes how much room they have, in `data-room`: several at once share a day's width.
 * Container queries would do the same, and take half as long again to paint a thousand of them.
 */
export function fitting(): ResizeObserver {
	return new ResizeObserver((entries) => {
		for (const { target, borderBoxSize } of entries) {
			const width = borderBoxSize[0]?.inlineSize ?? 0;
			const room = rooms.find(({ below }) => width < below)?.room ?? '';
			if (target instanceof HTMLElement && target.dataset.room !== room) target.dataset.room = room;
		}
	});
}
