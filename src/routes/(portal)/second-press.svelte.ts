/** Milliseconds in which nobody can have read what came in place of what they pressed. */
const UNREAD = 500;
/** Pixels, at the most, between the two presses of a finger that means one place. */
const APART = 24;

type Press = { x: number; y: number; mouse: boolean };

/** The last press that was let through, until it has led somewhere. */
let pressed: Press | null = null;
/** What is shown is new since then, and is not pressed: by the second of two presses, or by any. */
let unread: { since: number; after: Press | null } | null = null;
/** The press that is under way, and when it began; as `performance.now()` tells it. */
let under = { began: 0, mouse: false };
let watching = false;

/**
 * The second of two quick presses, which was meant for what has gone by then, presses nothing of what
 * has come in its place; any other press does, and so do keys. To be called as a component is made.
 * @param step what is shown, as far as its coming is a new step
 */
export function ignoreSecondPress(step: () => unknown): void {
	$effect(() => {
		void step();
		watchPresses();
		// What has come by itself is unread, wherever one pressed before.
		if (!pressed || (unread?.after === null && isUnread(performance.now()))) return;
		unread = { since: performance.now(), after: pressed };
		pressed = null;
	});
}

/** What is shown has come by itself: a press that was on its way presses nothing. */
export function ignorePresses(): void {
	watchPresses();
	unread = { since: performance.now(), after: null };
}

function watchPresses() {
	if (watching) return;
	watching = true;
	// Popups close as a press begins.
	addEventListener('pointerdown', begin, true);
	addEventListener('click', press, true);
	// The way back is a decision of its own.
	addEventListener('popstate', () => (unread = null));
}

const isUnread = (at: number) => unread !== null && at < unread.since + UNREAD;

function begin(event: PointerEvent) {
	under = { began: event.timeStamp, mouse: event.pointerType === 'mouse' };
	if (isUnread(under.began) && isMeantForBefore(event)) swallow(event);
}

function press(event: MouseEvent) {
	const byKey = event.detail === 0;
	const began = byKey ? event.timeStamp : under.began;
	if (isUnread(began) && isMeantForBefore(event, byKey)) swallow(event);
	else pressed = byKey ? null : { x: event.clientX, y: event.clientY, mouse: under.mouse };
}

/** Of a mouse it is the system that tells two presses in one place from a double click. */
function isMeantForBefore({ clientX, clientY, detail }: MouseEvent, byKey = false): boolean {
	const before = unread?.after;
	if (!before) return true;
	if (byKey || before.mouse !== under.mouse) return false;
	if (under.mouse) return detail > 1;
	return Math.hypot(clientX - before.x, clientY - before.y) <= APART;
}

function swallow(event: Event) {
	event.preventDefault();
	event.stopImmediatePropagation();
}
