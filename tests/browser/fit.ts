import { expect, type Page } from '@playwright/test';

/** What is wrong with how a page fits the window, in sentences. Runs in the page. */
function lookForFaults(): string[] {
	const faults: string[] = [];
	const excess = document.documentElement.scrollWidth - window.innerWidth;
	if (excess > 0) faults.push(`the page is ${excess} px wider than the window`);
	const root = document.querySelector('[role="dialog"]') ?? document;
	const say = (element: Element) =>
		`<${element.tagName.toLowerCase()}> “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
	const shown = (element: Element) => {
		const { width, height } = element.getBoundingClientRect();
		return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
	};
	for (const element of root.querySelectorAll(
		'h1, h2, h3, p, li, dt, dd, label, time, a, button'
	)) {
		if (!shown(element) || element.closest('.visually-hidden')) continue;
		const { left, right } = element.getBoundingClientRect();
		if (left < -1 || right > window.innerWidth + 1) faults.push(`${say(element)} sticks out`);
		const { overflowX, textOverflow } = getComputedStyle(element);
		const cut = element.scrollWidth > element.clientWidth + 1;
		if (cut && textOverflow !== 'ellipsis' && (overflowX === 'hidden' || overflowX === 'clip')) {
			faults.push(`${say(element)} is cut off`);
		}
	}
	for (const element of root.querySelectorAll('h1, h2, h3, p, a, button, .name')) {
		const { width, height } = element.getBoundingClientRect();
		const letters = element.textContent?.trim().length ?? 0;
		if (letters > 6 && shown(element) && height > 3 * width) {
			faults.push(`${say(element)} stands in single letters`);
		}
	}
	for (const cell of root.querySelectorAll('th')) {
		if (cell.scrollWidth > cell.clientWidth + 1) faults.push(`${say(cell)} runs into the next`);
	}
	for (const element of root.querySelectorAll<HTMLElement>(
		'a[href], button, input, textarea, select'
	)) {
		if (!shown(element) || element.closest('[aria-hidden="true"]')) continue;
		// A field that is drawn by what stands beside it is pressed there.
		const target = element.closest('label') ?? element;
		target.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
		// A link that breaks is in two boxes, with nothing in the middle of both.
		const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
		const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		if (!on || !(target.contains(on) || on.contains(target)))
			faults.push(`${say(element)} is covered`);
	}
	return faults;
}

/** Nothing is wider than the window, sticks out of it, is cut off or covered by something else. */
export async function expectToFit(page: Page): Promise<void> {
	await expect.poll(() => page.evaluate(lookForFaults), page.url()).toEqual([]);
}

/** Targets that are too small to be hit, by their names. Runs in the page. */
function smallerThan({ least, main }: { least: number; main: number }): string[] {
	const small: string[] = [];
	const targets =
		'a[href], button, input, textarea, select, summary, [role="button"], [role="link"]';
	for (const element of document.querySelectorAll<HTMLElement>(targets)) {
		if (!element.checkVisibility({ visibilityProperty: true })) continue;
		if (element.closest('.visually-hidden, [aria-hidden="true"], [inert]')) continue;
		if (element instanceof HTMLInputElement && element.type === 'hidden') continue;
		// Links within a sentence are as high as its lines.
		const inline = getComputedStyle(element).display === 'inline';
		const words = element.parentElement?.textContent?.trim() ?? '';
		if (inline && words !== element.textContent?.trim()) continue;
		const target = element.closest('label') ?? element;
		const around = target.getBoundingClientRect();
		// What is drawn around it belongs to it: all of a card is its link.
		const { position, content } = getComputedStyle(element, '::after');
		const { width, height } =
			content !== 'none' && position === 'absolute'
				? (element.offsetParent ?? element).getBoundingClientRect()
				: around;
		if (width <= 1 || height <= 1) continue;
		const box = element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type);
		const isMain =
			!box && element.matches('button[type="submit"], .button, .day, .time, select, input');
		const wanted = isMain ? main : least;
		// A day is one of seven beside each other: as high as a thumb, as wide as there is room for.
		const wide = element.matches('.day') ? least : Math.min(wanted, 44);
		if (height < wanted - 0.5 || width < wide - 0.5) {
			const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
			small.push(`${name.slice(0, 40)}: ${width.toFixed(0)} x ${height.toFixed(0)}`);
		}
	}
	return small;
}

/**
 * Whatever can be pressed can be hit: 24 px each way at least (WCAG 2.5.8), and `main` px high what is
 * there to be pressed by a thumb. A phone's page has 44.
 */
export async function expectTargets(page: Page, main = 24): Promise<void> {
	expect(await page.evaluate(smallerThan, { least: 24, main }), page.url()).toEqual([]);
}
