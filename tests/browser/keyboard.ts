import { expect, type Page } from '@playwright/test';

/** More than any page has places where the Tab key stops. */
const ENOUGH = 90;

/** What a sighted person sees of where the focus is. Runs in the page. */
function lookAtFocus(): { name: string; fault: string | null } {
	const element = document.activeElement;
	if (!(element instanceof HTMLElement) || element === document.body) {
		return { name: '', fault: 'nothing has the focus' };
	}
	const labels = (element as HTMLInputElement).labels;
	const name =
		element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
	const outlined = (one: Element, part?: string) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
		return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
	};
	// A card that is one link draws it around itself, a switch around what stands for it.
	const drawn =
		outlined(element) ||
		outlined(element, '::after') ||
		(element.nextElementSibling !== null && outlined(element.nextElementSibling)) ||
		(element.parentElement !== null && outlined(element.parentElement));
	const { x, y, width, height } = element.getBoundingClientRect();
	const points = [0.1, 0.5, 0.9].flatMap((across) =>
		[0.2, 0.5, 0.8].map((down) => [x + width * across, y + height * down] as const)
	);
	const seen = points.some(([left, top]) => {
		const on = document.elementFromPoint(left, top);
		return on !== null && (element.contains(on) || on.contains(element) || isLabelOf(on));
	});
	function isLabelOf(on: Element) {
		return [...(labels ?? [])].some((label) => label.contains(on));
	}
	const fault = !drawn ? 'its focus is not drawn' : !seen ? 'it is covered or out of sight' : null;
	return { name: name.replace(/\s+/g, ' ').trim(), fault };
}

/** A page as somebody uses it who has a keyboard alone, and eyes to see where they are. */
export function keyboardOf(page: Page) {
	const press = (key: string) => page.keyboard.press(key);

	/** What has the focus now, by its name; that it can be seen is part of it. */
	async function here(): Promise<string> {
		const { name, fault } = await page.evaluate(lookAtFocus);
		expect(fault, `“${name}” at ${page.url()}`).toBeNull();
		return name;
	}

	/** Presses Tab (or Shift+Tab) until what is called so has the focus. */
	async function tabTo(wanted: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		const met: string[] = [];
		while (met.length < ENOUGH) {
			await press(key);
			const name = await here();
			if (wanted.test(name)) return;
			met.push(name);
		}
		throw new Error(`${key} never reached ${wanted}, but ${met.join(' | ')}`);
	}

	return {
		press,
		here,
		tabTo,
		/** Goes there by Tab and presses Enter. */
		enter: async (wanted: RegExp) => {
			await tabTo(wanted);
			await press('Enter');
		},
		/** Goes to a field by Tab and types. */
		type: async (field: RegExp, text: string) => {
			await tabTo(field);
			await page.keyboard.type(text);
		}
	};
}
