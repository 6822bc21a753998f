import { Liquid, type LiquidOptions } from 'liquidjs';

// Strict, and without files: an unknown placeholder or filter is an error that names its line, and
// a template can include nothing. The limits end a template that would run for ever.
const strict: LiquidOptions = {
	strictVariables: true,
	strictFilters: true,
	ownPropertyOnly: true,
	templates: {},
	parseLimit: 100_000,
	renderLimit: 1_000,
	memoryLimit: 10_000_000
};

const text = new Liquid({ ...strict, cache: 100 });
const html = new Liquid({ ...strict, cache: 100, outputEscape: 'escape' });

type Values = Record<string, unknown>;

/**
 * Fills a template of plain text: subjects, and bodies before they become HTML.
 * @throws liquidjs errors, with line and column, for an unknown placeholder or bad syntax
 */
export function fillText(template: string, values: Values): string {
	return text.parseAndRenderSync(template, values);
}

/** Fills one of our own HTML templates; every value is escaped unless it ends in `| raw`. */
export function fillHtml(template: string, values: Values): string {
	return html.parseAndRenderSync(template, values);
}
