/** Where in a text a line and a column are, both counted from 1. */
export function indexOf(text: string, line: number, column: number): number {
	const lines = text.split('\n');
	const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
	return Math.min(before + column - 1, text.length);
}

/** Writes where the caret is, over what is selected, as if it were typed. */
export function insert(control: HTMLTextAreaElement, text: string): void {
	control.focus();
	// The one way of writing that can be undone; nothing has taken its place.
	if (document.execCommand('insertText', false, text)) return;
	control.setRangeText(text, control.selectionStart, control.selectionEnd, 'end');
	control.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
