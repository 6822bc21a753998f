import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Axe, asked for nothing but what is wrong with a page, and answering in the page itself: to be told of
 * all that is right as well, put together in a page of its own, takes twice as long.
 */
export const axe = (page: Page) =>
	new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

/**
 * What axe can tell of WCAG 2.2 AA, and its own good practice: nothing is wrong with what is shown,
 * `except` of what cannot be looked into.
 */
export async function expectNoFaults(page: Page, { except }: { except?: string } = {}) {
	const looking = axe(page);
	const { violations } = await (except ? looking.exclude(except) : looking)
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
	);
	expect(found, page.url()).toEqual([]);
}

/** Whoever wants no motion sees none: nothing that runs now takes longer than an eye's blink. */
export async function expectStillness(page: Page): Promise<void> {
	const moving = await page.evaluate(() =>
		document
			.getAnimations()
			.filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 10)
			.map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 100))
	);
	expect(moving, page.url()).toEqual([]);
}
