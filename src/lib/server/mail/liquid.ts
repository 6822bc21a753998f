import { Drop, Liquid, type Context, type LiquidOptions } from 'liquidjs';
import { markOf, markWord } from './marks.ts';

/** What a mail's template may say besides its placeholders; no loops, and nothing of other files. */
const TAGS = new Set(['if', 'unless', 'case', 'assign', 'capture', 'comment', 'raw', '#']);

// Strict: an unknown placeholder or filter is an error that names its line, and there are no files to
// include. What is empty counts as no. The limits end a template that would run for ever, or grow.
const strict: LiquidOptions = {
	strictVariables: true,
	strictFilters: true,
	ownPropertyOnly: true,
	jsTruthy: true,
	templates: {},
	parseLimit: 100_000,
	renderLimit: 1_000,
	memoryLimit: 10_000_000
};

type Values = Record<string, unknown>;

/** A part in a template: it is true where there is one, and leaves its mark where there is none too. */
class PlacedPart extends Drop {
	readonly mark: string;
	readonly there: boolean;

	constructor(number: number, there: boolean) {
		super();
		this.mark = markOf(number);
		this.there = there;
	}

	override valueOf(): string {
		return this.there ? this.mark : '';
	}
}

/**
 * Characters that an author's template may put out, also into what it captures, and its filters make:
 * what is captured twice over, again and again, would fill the memory otherwise.
 */
const MOST_PUT_OUT = 250_000;

function writeOut(this: { context: Context }, value: unknown): string {
	if (value instanceof PlacedPart) return value.mark;
	const text = Array.isArray(value) ? value.join('') : String(value ?? '');
	this.context.memoryLimit.use(text.length);
	return text && markWord(text);
}

/** Liquid as a mail's author may write it; one of one's own can be taught to overlook faults. */
export function authorsLiquid(options: LiquidOptions = {}): Liquid {
	const liquid = new Liquid({
		...strict,
		memoryLimit: MOST_PUT_OUT,
		outputEscape: writeOut,
		...options
	});
	for (const tag of Object.keys(liquid.tags)) {
		if (!TAGS.has(tag)) Reflect.deleteProperty(liquid.tags, tag);
	}
	// It would put out a part past the mark that stands for it.
	liquid.unregisterFilter('raw');
	return liquid;
}

const authors = authorsLiquid({ cache: 100 });
const html = new Liquid({ ...strict, cache: 100, outputEscape: 'escape' });

/**
 * Fills what an author wrote. Each of `parts` is whether there is such a part now; where it is named
 * its mark is left (marks.ts), in the order of the keys.
 * @throws liquidjs errors, with line and column, for an unknown placeholder or bad syntax
 */
export function fillTemplate(template: string, words: Values, parts: Record<string, boolean>) {
	const placed = Object.entries(parts).map(
		([name, there], number) => [name, new PlacedPart(number, there)] as const
	);
	const filled: unknown = authors.parseAndRenderSync(template, {
		...words,
		...Object.fromEntries(placed)
	});
	return String(filled);
}

/** Fills one of our own HTML templates; every value is escaped unless it ends in `| raw`. */
export function fillHtml(template: string, values: Values): string {
	return html.parseAndRenderSync(template, values);
}
