/**
 * Where spreadsheets take what follows for a formula, which then runs on whoever opens the file. Where
 * the comma is the decimal sign a semicolon parts the cells, and quotes hold nothing together: there
 * every separator within a text begins a cell.
 */
const FORMULA = /^(?=[\t\r])|(?<=^|[;\t\n\r])(?=[" ]*[=+\-@])/g;
const NEEDS_QUOTES = /[",;\r\n]/;

/** The mark by which spreadsheets know that a file is UTF-8; it goes before the first line. */
export const UTF8_MARK = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180), its line break included. What in a text a spreadsheet
 * would run as a formula gets an apostrophe before it, and stays a text.
 */
export function csvLine(cells: readonly (string | number)[]): string {
	return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number): string {
	if (typeof value === 'number') return String(value);
	const text = value.replace(FORMULA, "'");
	return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
