import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What axe can tell of WCAG 2.2 AA, and its own good practice: nothing is wrong with what is shown. */
export async function expectNoFaults(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
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
