/** How much mail waits while it is paused. */
export function sayWaiting(waiting: number): string {
	if (waiting === 0) return 'No email waits so far.';
	return waiting === 1 ? '1 email waits.' : `${waiting} emails wait.`;
}
