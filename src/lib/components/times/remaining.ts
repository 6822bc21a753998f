/** The time left as a clock shows it: "4:32", "0:09"; milliseconds, counted up to whole seconds. */
export function sayRemaining(milliseconds: number): string {
	const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long until `sayRemaining` says something else; milliseconds. */
export const untilNextSecond = (milliseconds: number): number =>
	milliseconds - (Math.ceil(milliseconds / 1000) - 1) * 1000;
