import { contrast, fromOklch, readableOn, toOklch, type Oklch } from '../color.ts';

/** What one colour becomes on a screen, all as `#rrggbb`. */
export type Tones = {
	/** Fills: the main button, the chosen day. At least 3:1 against what it lies on. */
	solid: string;
	hover: string;
	/** Text on `solid`, at least 4.5:1. */
	on: string;
	/** The accent as text, at least 4.5:1 on every surface and on `soft`. */
	ink: string;
	/** A tint to lie under text. */
	soft: string;
	line: string;
};

/** The surfaces of app.css at their least favourable: the greys' hint of hue moves nothing. */
export const SURFACES = {
	light: ['#ffffff', '#eff3f3'],
	dark: ['#070b0b', '#1f2626']
} as const;

const SCHEMES = {
	light: { soft: { lightness: 0.955, chroma: 0.028 }, line: { lightness: 0.86, chroma: 0.065 } },
	dark: { soft: { lightness: 0.3, chroma: 0.045 }, line: { lightness: 0.43, chroma: 0.07 } }
} as const;

const GREY = 0.02;

/** Makes `color` darker (light scheme) or lighter (dark scheme) until it stands out enough. */
function until(
	color: Oklch,
	scheme: 'light' | 'dark',
	ratio: number,
	against: readonly string[]
): string {
	const step = scheme === 'light' ? -0.01 : 0.01;
	let { lightness } = color;
	let hex = fromOklch(color);
	while (against.some((other) => contrast(hex, other) < ratio)) {
		lightness += step;
		hex = fromOklch({ ...color, lightness });
	}
	return hex;
}

/**
 * A business's colour, made readable in both schemes: every pair that lies on one another is
 * computed, so that a pale yellow is as legible as a navy blue.
 */
export function tonesOf(accent: string, scheme: 'light' | 'dark'): Tones {
	const own = toOklch(accent);
	const tint = (part: { lightness: number; chroma: number }) =>
		fromOklch({ ...part, chroma: Math.min(part.chroma, own.chroma), hue: own.hue });
	const soft = tint(SCHEMES[scheme].soft);
	const solid = until(own, scheme, 3, SURFACES[scheme]);
	const on = readableOn(solid);
	const filled = toOklch(solid);
	return {
		solid,
		on,
		// Away from the text's own lightness, so that hovering never costs contrast.
		hover: fromOklch({
			...filled,
			lightness: filled.lightness + (on === '#ffffff' ? -0.045 : 0.045)
		}),
		ink: until(own, scheme, 4.6, [...SURFACES[scheme], soft]),
		soft,
		line: tint(SCHEMES[scheme].line)
	};
}

/** The style attribute that gives an element with class `branded` the business's colour. */
export function accentStyle(accent: string): string {
	const { chroma, hue } = toOklch(accent);
	const parts = (['light', 'dark'] as const).flatMap((scheme) =>
		Object.entries(tonesOf(accent, scheme)).map(
			([name, hex]) => `--accent-${name}-${scheme}:${hex}`
		)
	);
	return [`--hue:${chroma < GREY ? 250 : Math.round(hue)}`, ...parts].join(';');
}
