/** A colour as the eye orders it: lightness 0..1, chroma 0..0.4, hue in degrees. */
export type Oklch = { lightness: number; chroma: number; hue: number };

type Rgb = readonly [number, number, number];

const decode = (channel: number) =>
	channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
const encode = (linear: number) =>
	linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;

function linearRgb(hex: string): Rgb {
	const value = Number.parseInt(hex.slice(1), 16);
	return [
		decode(((value >> 16) & 255) / 255),
		decode(((value >> 8) & 255) / 255),
		decode((value & 255) / 255)
	];
}

function luminance(hex: string): number {
	const [red, green, blue] = linearRgb(hex);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The WCAG contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [
		number,
		number
	];
	return (light + 0.05) / (dark + 0.05);
}

/** `#rrggbb` as OKLCH. */
export function toOklch(hex: string): Oklch {
	const [red, green, blue] = linearRgb(hex);
	const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return {
		lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		chroma: Math.hypot(a, b),
		hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
	};
}

function toLinearRgb({ lightness, chroma, hue }: Oklch): Rgb {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
	];
}

/** OKLCH as `#rrggbb`; a colour that no screen shows is made paler until one does. */
export function fromOklch(color: Oklch): string {
	const lightness = Math.min(1, Math.max(0, color.lightness));
	let chroma = color.chroma;
	let rgb = toLinearRgb({ ...color, lightness, chroma });
	while (chroma > 0 && rgb.some((channel) => channel < -0.0001 || channel > 1.0001)) {
		chroma = Math.max(0, chroma - 0.004);
		rgb = toLinearRgb({ ...color, lightness, chroma });
	}
	return `#${rgb
		.map((channel) => Math.round(encode(Math.min(1, Math.max(0, channel))) * 255))
		.map((channel) => channel.toString(16).padStart(2, '0'))
		.join('')}`;
}

/** White, or black where white could not be read: one of the two always can. */
export function readableOn(background: string): string {
	return contrast('#ffffff', background) >= 4.5 ? '#ffffff' : '#000000';
}
