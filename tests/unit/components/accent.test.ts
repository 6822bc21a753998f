import { describe, expect, it } from 'vitest';
import { accentStyle, SURFACES, tonesOf } from '../../../src/lib/components/accent.ts';
import { contrast, fromOklch, readableOn, toOklch } from '../../../src/lib/color.ts';

const channels = ['00', '33', '66', '99', 'cc', 'ff'];
const webSafe = channels.flatMap((red) =>
	channels.flatMap((green) => channels.map((blue) => `#${red}${green}${blue}`))
);

describe.each(['light', 'dark'] as const)('a business colour in the %s scheme', (scheme) => {
	it('can be read wherever it is text or under text, whatever the colour', () => {
		for (const accent of webSafe) {
			const tones = tonesOf(accent, scheme);
			expect(contrast(tones.on, tones.solid), `on ${accent}`).toBeGreaterThanOrEqual(4.5);
			expect(contrast(tones.on, tones.hover), `hover ${accent}`).toBeGreaterThanOrEqual(4.5);
			for (const surface of [...SURFACES[scheme], tones.soft]) {
				expect(contrast(tones.ink, surface), `ink ${accent}`).toBeGreaterThanOrEqual(4.5);
			}
		}
	});

	it('stands out from the page as a fill, whatever the colour', () => {
		for (const accent of webSafe) {
			const { solid } = tonesOf(accent, scheme);
			for (const surface of SURFACES[scheme]) {
				expect(contrast(solid, surface), accent).toBeGreaterThanOrEqual(3);
			}
		}
	});

	it('stays as it was chosen where it can be read already', () => {
		expect(tonesOf('#0f766e', 'light').solid).toBe('#0f766e');
	});
});

it('colours survive the way to OKLCH and back', () => {
	for (const hex of webSafe) expect(fromOklch(toOklch(hex))).toBe(hex);
});

it('contrast is that of WCAG', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
	expect(readableOn('#ffee00')).toBe('#000000');
});

it('a style attribute holds plain colours only', () => {
	expect(accentStyle('#0f766e')).toMatch(
		/^--hue:\d+(;--accent-[a-z]+-(light|dark):#[0-9a-f]{6})+$/
	);
});
