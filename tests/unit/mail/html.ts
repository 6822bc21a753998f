/** An element of a mail with what stands in it, as a mail program reads it. */
export type Element = {
	tag: string;
	attributes: Record<string, string>;
	style: Record<string, string>;
	parent: Element | null;
	children: Element[];
	/** The text that stands in it itself, not in its children. */
	text: string;
};

const VOID = new Set(['meta', 'img', 'br']);

/**
 * Reads the HTML of a mail strictly.
 * @throws when a tag is not closed, or closed in the wrong order
 */
export function parseMail(html: string): Element {
	const root: Element = {
		...{ tag: '#root', attributes: {}, style: {}, parent: null, children: [], text: '' }
	};
	let open = root;
	const pieces = html.replace(/<!doctype html>/i, '').split(/(<[^>]*>)/);
	for (const piece of pieces) {
		const [, end, tag = '', rest = ''] = /^<(\/?)([a-z0-9]+)([^>]*)>$/.exec(piece) ?? [];
		if (!tag) {
			if (/[<>]/.test(piece)) throw new Error(`This is no tag: ${piece}`);
			open.text += piece;
		} else if (end) {
			if (open.tag !== tag || !open.parent) throw new Error(`</${tag}> ends <${open.tag}>`);
			open = open.parent;
		} else {
			const attributes = Object.fromEntries(
				[...rest.matchAll(/\s([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
			) as Record<string, string>;
			const style = Object.fromEntries(
				(attributes.style ?? '')
					.split(';')
					.filter((rule) => rule.includes(':'))
					.map((rule) => [
						rule.slice(0, rule.indexOf(':')).trim(),
						rule.slice(rule.indexOf(':') + 1)
					])
			) as Record<string, string>;
			const element = { tag, attributes, style, parent: open, children: [], text: '' };
			open.children.push(element);
			if (!VOID.has(tag)) open = element;
		}
	}
	if (open !== root) throw new Error(`<${open.tag}> is never closed`);
	return root;
}

export function everyElement(element: Element): Element[] {
	return [element, ...element.children.flatMap(everyElement)];
}

/** What an element's text looks like: its own inline style, or that of what it stands in. */
export function inherited(element: Element, property: string): string | undefined {
	return (
		element.style[property] ?? (element.parent && inherited(element.parent, property)) ?? undefined
	);
}
