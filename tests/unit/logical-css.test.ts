import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// What customers see is laid out by where lines begin and end, never by left and right, so that a
// language that is written from the right needs nothing but its words.

const files = [
	...globSync('src/routes/(portal)/**/*.svelte'),
	...globSync('src/lib/components/**/*.{svelte,css}'),
	'src/routes/+error.svelte',
	'src/app.css'
];

const PHYSICAL = [
	// margin-left, border-right-color, scroll-padding-left …
	/(?<![\w-])(?:scroll-)?(?:margin|padding|border)-(?:left|right)(?:-[a-z]+)?\s*:/,
	/(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius\s*:/,
	/(?<![\w-])(?:left|right)\s*:/,
	/(?<![\w-])(?:text-align|float|clear|justify-(?:content|items|self))\s*:\s*(?:left|right)\b/,
	/background-position\s*:[^;]*\b(?:left|right)\b/,
	/(?<![\w-])(?:margin|padding|inset)\s*:\s*(?<a>[^\s;(]+)\s+(?<b>[^\s;(]+)\s+[^\s;(]+\s+(?!\k<b>\s*;)[^\s;(]+\s*;/
];

/** The styles of a file without its comments, a line each, with where they are. */
function styleLines(file: string): { line: string; at: string }[] {
	const text = readFileSync(file, 'utf8');
	const start = file.endsWith('.css') ? 0 : text.indexOf('<style>');
	if (start < 0) return [];
	const before = text.slice(0, start).split('\n').length;
	const styles = text.slice(start).replace(/\/\*[^]*?\*\//g, (said) => said.replace(/[^\n]/g, ''));
	return styles.split('\n').map((line, index) => ({ line, at: `${file}:${before + index}` }));
}

const isPhysical = (line: string) => PHYSICAL.some((rule) => rule.test(line));

describe('the styles of the customer’s side', () => {
	it('are read from the real files', () => {
		expect(files.length).toBeGreaterThan(40);
		expect(files.flatMap(styleLines).length).toBeGreaterThan(1000);
	});

	it('know neither left nor right', () => {
		const found = files
			.flatMap(styleLines)
			.filter(({ line }) => isPhysical(line))
			.map(({ line, at }) => `${at} ${line.trim()}`);
		expect(found).toEqual([]);
	});

	it.each([
		'margin-left: 1px;',
		'padding: 0 1px 2px 3px;',
		'text-align: right;',
		'left: 0;',
		'border-top-right-radius: 1px;'
	])('would be caught saying %s', (line) => expect(isPhysical(`\t${line}`)).toBe(true));

	it.each([
		'margin-inline-start: 1px;',
		'padding: 0 1px 2px 1px;',
		'padding: 1px 2px;',
		'text-align: start;',
		'inset-inline-end: 0;'
	])('may say %s', (line) => expect(isPhysical(`\t${line}`)).toBe(false));
});
