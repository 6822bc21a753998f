import type { TemplateFault } from '$lib/server/mail/check-template';

/** A mail that asks nobody for light or dark, but is as one wants to see it. */
export const inScheme = (html: string, scheme: 'light' | 'dark'): string =>
	html
		.replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
		.replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`);

/** In place of a mail that cannot be written: for whoever has no script to see it elsewhere. */
export function faultsPage(faults: readonly TemplateFault[], scheme: 'light' | 'dark'): string {
	const lines = faults.map(({ field, line, words }) => {
		const where = field === 'subject' ? 'Subject' : `Line ${line}`;
		return `<li>${escape(`${where}: ${words}`)}</li>`;
	});
	return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>This email cannot be written yet</title>
<style>:root { color-scheme: ${scheme}; font: 16px/1.5 system-ui, sans-serif; } body { margin: 24px; }</style>
<h1 style="font-size:20px;">This email cannot be written yet</h1>
<ul>${lines.join('')}</ul></html>`;
}

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
