import { createHash, randomBytes } from 'node:crypto';

const SECRET_FORM = /^[A-Za-z0-9_-]{22}$/;

/**
 * The cookie by which a visitor's browser is known again, so that what it holds is its own in every
 * tab. It says nothing else of anybody, and ends with the browser's session.
 */
export function visitorCookie(origin: string) {
	const secure = origin.startsWith('https:');
	return {
		name: secure ? '__Host-reslot-visitor' : 'reslot-visitor',
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	} as const;
}

/** A secret for a browser that has none yet. */
export const newVisitorSecret = (): string => randomBytes(16).toString('base64url');

/** Who has this secret, as holds know them; undefined for what is none. */
export function visitorOf(secret: string | undefined): Buffer | undefined {
	if (!secret || !SECRET_FORM.test(secret)) return undefined;
	return createHash('sha256').update(secret).digest();
}
