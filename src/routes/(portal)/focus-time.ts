/** Gives the focus to a time that is shown, as a cell or as the shortcut, else to its day. */
export function focusTime(start: number, date?: string): void {
	const at = (selector: string) => document.querySelector<HTMLElement>(selector);
	const time = at(`[data-start="${start}"]`) ?? at(`[data-earliest="${start}"]`);
	(time ?? (date === undefined ? null : at(`[data-date="${date}"]`)))?.focus();
}
