import {
	LiquidError,
	Output,
	toValueSync,
	Value,
	type Liquid,
	type Template,
	type Variable
} from 'liquidjs';
import { authorsLiquid } from './liquid.ts';
import { nearestTo } from './nearest-name.ts';
import type { Placeholder } from './palette.ts';

/** What is wrong, in words, and where; lines and columns count from 1. */
export type Fault = { line: number; column: number; words: string };

/** Tags that only mean something inside another. */
const INNER = /^(else|elsif|elseif|when|end\w+)$/;

/**
 * All that is wrong with a text of Liquid, wherever it stands: what cannot be read, and every
 * placeholder, filter or tag that there is not.
 */
export function faultsOf(
	source: string,
	palette: Placeholder[],
	field: 'subject' | 'body'
): Fault[] {
	const liquid = authorsLiquid({ outputEscape: undefined });
	const { templates, faults } = read(source, liquid);
	const nodes = [...everyNode(templates)];
	return [
		...faults,
		...unknownNames(templates, liquid, palette),
		...misusedParts(nodes, liquid, { palette, field })
	].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** An error of Liquid's in words of ours. */
export function sayFault(error: LiquidError): Fault {
	const [line = 1, column = 1] = error.token.getPosition();
	return { line, column, words: wordsFor(error) };
}

/** Why a template could not be filled, for whoever only has to know that. */
export const faultInWords = (thrown: unknown): string =>
	thrown instanceof LiquidError
		? wordsFor(thrown)
		: 'Something in them does not go together with this booking.';

/** Reads on past what is not known, so that everything is found in one go. */
function read(source: string, liquid: Liquid): { templates: Template[]; faults: Fault[] } {
	const faults: Fault[] = [];
	const [filters, tags] = [Object.keys(liquid.filters), Object.keys(liquid.tags)];
	for (;;) {
		try {
			return { templates: liquid.parse(source), faults };
		} catch (thrown) {
			if (!(thrown instanceof LiquidError)) throw thrown;
			const fault = sayFault(thrown);
			const filter = /^undefined filter: ([\w-]+)/.exec(thrown.message)?.[1];
			const tag = /^tag "([^"]+)" not found/.exec(thrown.message)?.[1];
			if (filter) {
				const words = `There is no filter “${filter}”.${nearestTo(filter, filters)}`;
				faults.push({ ...placeOfFilter(source, filter, fault), words });
				liquid.registerFilter(filter, (value: unknown) => value);
			} else if (tag && !INNER.test(tag)) {
				const words = `There is no tag “${tag}”.${nearestTo(tag, tags)}`;
				faults.push({ ...fault, words });
				// Its end, and what stands between, are no faults of their own.
				for (const name of [tag, `end${tag}`]) liquid.registerTag(name, { render: () => '' });
			} else return { templates: piecesOf(source, liquid), faults: [...faults, fault] };
		}
	}
}

/** Liquid only tells in which `{{ }}` or `{% %}` it stands. */
function placeOfFilter(source: string, filter: string, { line, column }: Fault) {
	const lines = source.split('\n');
	const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
	const found = new RegExp(`\\|\\s*(?=${filter}\\b)`).exec(source.slice(start));
	const before = source.slice(0, start + (found ? found.index + found[0].length : 0)).split('\n');
	return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Of a text that cannot be read as a whole, what stands in `{{ }}`, each at its place. */
function piecesOf(source: string, liquid: Liquid): Template[] {
	const blank = (text: string) => text.replace(/[^\n]/g, ' ');
	return [...source.matchAll(/\{\{[^{}]*\}\}/g)].flatMap(({ 0: piece, index }) => {
		try {
			return liquid.parse(blank(source.slice(0, index)) + piece);
		} catch {
			return [];
		}
	});
}

function* everyNode(templates: Template[]): Generator<Template> {
	for (const template of templates) {
		yield template;
		if (template.children) yield* everyNode(toValueSync(template.children(false, true)));
	}
}

function unknownNames(templates: Template[], liquid: Liquid, palette: Placeholder[]): Fault[] {
	const names = palette.map(({ name }) => name);
	const { globals, locals } = liquid.analyzeSync(templates);
	return Object.entries(globals).flatMap(([name, uses]) =>
		uses.flatMap((use): Fault[] => {
			if (!names.includes(name)) {
				const known = [...names, ...Object.keys(locals)];
				return [at(use, `There is no placeholder “${name}”.${nearestTo(name, known)}`)];
			}
			return use.segments.length > 1 ? [at(use, `There is nothing inside “${name}”.`)] : [];
		})
	);
}

/** A part stands for itself, in the body: nothing can be done to it, and a subject has no place for it. */
function misusedParts(
	nodes: Template[],
	liquid: Liquid,
	{ palette, field }: { palette: Placeholder[]; field: 'subject' | 'body' }
): Fault[] {
	const isPart = (name: string) =>
		palette.some((placeholder) => placeholder.name === name && placeholder.form === 'part');
	return nodes.flatMap((node) =>
		[...(node.arguments?.() ?? [])].flatMap((argument) => {
			if (!(argument instanceof Value)) return [];
			const misplaced = field === 'subject' && node instanceof Output;
			if (!misplaced && argument.filters.length === 0) return [];
			const alone: Template = { token: node.token, render: () => '', arguments: () => [argument] };
			const { variables } = liquid.analyzeSync([alone]);
			return Object.entries(variables)
				.filter(([name]) => isPart(name))
				.flatMap(([name, uses]) =>
					uses.map((use) =>
						at(
							use,
							misplaced
								? `“${name}” is a part of the page; a subject has no place for it.`
								: `“${name}” is a part of the page; no filter can change it.`
						)
					)
				);
		})
	);
}

const at = ({ location }: Variable, words: string): Fault => ({
	line: location.row,
	column: location.col,
	words
});

function wordsFor({ message }: LiquidError): string {
	const [, inner] = /^tag "([^"]+)" not found/.exec(message) ?? [];
	if (inner) return `“${inner}” belongs inside an “if”, “unless” or “case” that is not there.`;
	const [, open] = /^tag \{%-?\s*(\S+).*not closed/s.exec(message) ?? [];
	if (open) return `“${open}” is never ended: put {% end${open} %} where it shall end.`;
	if (/^output .*not closed/s.test(message)) return 'This “{{” is never closed: it needs “}}”.';
	if (/^tag .*not closed/s.test(message)) return 'This “{%” is never closed: it needs “%}”.';
	if (message.startsWith('illegal tag syntax')) return 'A name has to follow “{%”.';
	if (message.startsWith('invalid value expression')) return 'Something is missing here.';
	const [, unknown] = /^undefined variable: ([\w-]+)/.exec(message) ?? [];
	if (unknown) return `There is no placeholder “${unknown}”.`;
	if (/^memory.*limit/i.test(message))
		return 'It gets too long when it is filled in. Make it shorter.';
	if (/limit/i.test(message)) return 'It takes too long to fill this in. Make it simpler.';
	return `This cannot be read (${message.replace(/, line:.*/s, '')}).`;
}
