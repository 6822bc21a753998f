/** A cookie's value in the header of a request that no framework has parsed. */
export function readCookie(header: string | undefined, name: string): string | undefined {
	for (const part of header?.split(';') ?? []) {
		const [key, ...value] = part.split('=');
		if (key?.trim() === name) return decode(value.join('=').trim());
	}
	return undefined;
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
